import { wordsOf } from './confirmed-words.ts';
import { plain } from './formats/text.ts';
import type { Finding } from './model.ts';
import type { TaskWay } from './tasks.ts';

/** Links on so many pages stand in what these have in common. */
const templatePages = 5;

interface Told {
	readonly way: TaskWay;
	/** At least one; the gravest first. */
	readonly findings: readonly Finding[];
	readonly pages: number;
	/** Title of the column that it is about. */
	readonly column?: string;
}

const documentWords: Readonly<Record<string, (key: string) => string>> = {
	'missing-public-marker': () => '补上“此件公开发布”等公开属性标注',
	'missing-metadata': (key) => `补录信息表里缺少的“${key}”`,
	'missing-source': () => '注明信息来源',
	'missing-written-date': () => '补上落款和成文日期',
	'malformed-document-number': () => '把发文字号改成规范的写法',
};

const columnWords: Readonly<Record<string, string>> = {
	'duplicate-item': '清理重复发布的信息，每条只留一份',
	'misfiled-content': '把放错的信息移到所属的栏目',
	'undated-item': '给没有注明日期的信息补上发布日期',
};

const footerWords = '在页脚模板里补齐缺少的要素';

const linksWords = ({ findings, pages }: Told): string => {
	const [first] = findings;
	const links = `${findings.length} 个有问题的链接`;
	if (pages >= templatePages)
		return `改正同在 ${pages} 个页面上的 ${links}：多半写在公共模板（页头、页脚、导航）里，改一处即可`;
	if (pages === 1) return `改正页面 ${plain(first?.foundOn[0] ?? '')} 上的 ${links}`;
	return `改正同在 ${pages} 个页面上的 ${links}，第一个页面是 ${plain(first?.foundOn[0] ?? '')}`;
};

/** What to repair, a Chinese sentence; of a single finding its own. */
export const taskWords = (told: Told): string => {
	const { way, findings, column } = told;
	const [first] = findings;
	if (!first) return '';
	if (findings.length === 1) return plain(wordsOf(first));
	const { check, key = '' } = first;
	const where = column ? `栏目“${plain(column)}”` : '同一目录';
	switch (way) {
		case 'links':
			return linksWords(told);
		case 'column':
			return columnWords[check]
				? `${where}：${columnWords[check]}（${findings.length} 条）`
				: plain(wordsOf(first));
		case 'documents':
			return `${where}的 ${told.pages} 个文件：${documentWords[check]?.(plain(key)) ?? plain(wordsOf(first))}`;
		case 'words':
			return `把 ${told.pages} 个页面上写错的“${plain(key)}”逐一改正`;
		case 'template':
			return check === 'missing-footer-item'
				? `${footerWords}（${findings.length} 项）`
				: `在模板的 head 里补上缺少的 ${findings.length} 个 meta 标签`;
		case 'page':
			return `改正同一页面上的 ${findings.length} 处：${plain(wordsOf(first))}`;
	}
};
