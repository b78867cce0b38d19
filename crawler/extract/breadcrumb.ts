import { collapse, isElement, isText, type ParentNode } from './dom.ts';
import type { Area } from './frame.ts';

const label = /^.*?位置\s*(?:是|为)?\s*[:：>»]?/;
/** Buttons that stand in the same line. */
const tools = /(?:[【[(（|]\s*|(?<!\s)\s+)?(?:字\s*[体号]|打\s*印|分享|浏览|关闭|保存|收藏|我要纠错).*$/;
const separators = /(?:(?<!\s)\s+)?(?:(?<!-)-+>|(?<!—)—+>|(?<!=)=+>|[>»›＞→▶/|\\]+|::|·|\s-\s|>>)\s*/;
const homePage = /^(?:网站|本站|门户|政府)?(?:首\s*页|主页)$|^home$/i;
const lastWords = /^(?:正文|内容|详细|详情|列表|信息内容|文章内容|详细内容|浏览正文|浏览文章)$/;

/** 您所在的位置 as words, outermost first; home page, site name and 正文 left out. */
export const readBreadcrumb = (crumb: Area | undefined, siteName: string): string[] => {
	if (!crumb) return [];
	const steps: string[] = [];
	let loose = '';
	const flush = (): void => {
		const text = collapse(loose).replace(label, '').replace(tools, '');
		for (const step of text.split(separators)) if (step !== '') steps.push(step);
		loose = '';
	};
	const visit = (node: ParentNode): void => {
		for (const child of node.children) {
			if (isText(child)) loose += child.data;
			else if (isElement(child) && child.name === 'a') {
				flush();
				let text = '';
				const read = (inner: ParentNode): void => {
					for (const part of inner.children) {
						if (isText(part)) text += part.data;
						else if (isElement(part)) read(part);
					}
				};
				read(child);
				const step = collapse(text)
					.replace(label, '')
					.replace(/^[>»›\s]+|[>»›\s]+$/g, '');
				if (step !== '') steps.push(step);
			} else if (isElement(child) && child.name !== 'script' && child.name !== 'style') visit(child);
		}
	};
	visit(crumb.element);
	flush();
	const site = siteName.replace(/\s/g, '');
	return steps
		.map((step) => step.trim())
		.filter((step, at) => {
			if (step === '') return false;
			if (step.length > 80 || homePage.test(step) || lastWords.test(step)) return false;
			if (at > 1) return true;
			return step !== site && !/(?:政府|门户|政务)网站?$|人民政府$/.test(step);
		});
};
