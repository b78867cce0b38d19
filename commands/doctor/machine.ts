import { dayName } from '../../checks/facts/calendar.ts';
import { builtInStatutes } from '../../checks/facts/statutes.ts';
import { findBrowser } from '../../crawler/browser/find.ts';
import { tryBrowser } from '../../crawler/browser/trial.ts';
import { loadStatutes } from '../../reports/statutes.ts';
import { bad, type Examiner, type Finding, good, note } from './examine.ts';

/** The first Node that has what the program needs; `bin/node.mjs` says the same for the installed program. */
const oldestNode = [24, 2] as const;

export const node: Examiner = {
	id: 'node',
	name: 'Node 版本',
	look: async () => {
		const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
		const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
		return [
			isOld
				? bad(`Node ${process.versions.node} 太旧`, `安装 Node ${oldestNode.join('.')} 或更高版本`)
				: good(`Node ${process.versions.node}`),
		];
	},
};

/** The sandbox keeps what a page might do to the browser from the machine. */
const sandboxOf = (hasSandbox: boolean): Finding => {
	const about = { id: 'sandbox', name: '浏览器沙箱' };
	if (hasSandbox) return { ...about, ...good('可用') };
	const isRoot = process.getuid?.() === 0;
	return {
		...about,
		...(isRoot
			? note(
					'以 root 运行，浏览器只能不用沙箱',
					'换一个普通用户运行 gongkai（systemd 的写法见 docs/deploy.md）',
				)
			: note(
					'浏览器的沙箱在这台机器上不能用',
					'允许非特权用户命名空间（kernel.unprivileged_userns_clone=1，或容器的 seccomp 设置）',
				)),
	};
};

export const browser: Examiner = {
	id: 'browser',
	name: '浏览器',
	look: async ({ environment }) => {
		const repair =
			'安装 Chrome 或 Chromium，或用环境变量 GONGKAI_BROWSER 指明它的路径；没有浏览器时，靠脚本显示的页面看不到';
		const quest = { environment: environment.variables, bareMs: 0 };
		const found = await findBrowser(quest).catch((error: Error) => error);
		if (found instanceof Error) return [bad(found.message, '改正 GONGKAI_BROWSER，或去掉它，由程序自己找')];
		if (!found) return [bad('没有能启动的浏览器', repair)];
		const trial = await tryBrowser(found);
		if (!trial) return [bad(`浏览器 ${found.executablePath} 启动不了`, repair)];
		const fonts = trial.hasChineseFont
			? good('能显示中文')
			: bad('浏览器没有中文字体，截图里的汉字都是方框', '安装一套中文字体，如 fonts-noto-cjk');
		return [
			good(`Chromium ${trial.version}，${found.executablePath}`),
			sandboxOf(found.sandbox),
			{ id: 'fonts', name: '中文字体', ...fonts },
		];
	},
};

/** No time zone of the machine's matters, but that of Beijing must be known. */
const knowsBeijing = (): boolean => {
	const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit' });
	return parts.format(new Date('2026-01-01T00:00:00Z')) === '08';
};

export const clock: Examiner = {
	id: 'clock',
	name: '时钟',
	look: async ({ now }) => {
		const at = now();
		// No clock that is right shows a day before the program was made.
		if (at.getTime() < Date.parse(builtInStatutes.asOf))
			return [
				bad(
					`系统时间是${dayName(at.toISOString().slice(0, 10))}，早于程序发布的日期`,
					'校准系统时间（如启用 NTP）：期限和定时都按它判断',
				),
			];
		if (!knowsBeijing())
			return [bad('这个 Node 不认识时区 Asia/Shanghai', '改用带完整 ICU 数据的 Node（官方版本都有）')];
		return [good('正常，一律按北京时间')];
	},
};

const dayMs = 86_400_000;

export const statutes: Examiner = {
	id: 'statutes',
	name: '法律法规数据',
	look: async ({ config, now }) => {
		const { asOf } = await loadStatutes(config.statutes);
		const months = Math.floor((now().getTime() - Date.parse(asOf)) / (30.4 * dayMs));
		const words = `截至${dayName(asOf)}`;
		return [
			months > 12
				? note(
						`${words}，已有 ${months} 个月；其后修订、废止的不会被查出`,
						'取得更新的数据后用 gongkai statutes import 文件 导入',
					)
				: good(words),
		];
	},
};
