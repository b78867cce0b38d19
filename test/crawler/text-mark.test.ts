import { describe, expect, test } from 'vitest';
import { isSameText, markText, type TextMark } from '../../crawler/text-mark.ts';

const mark = (text: string): TextMark => markText(text) as TextMark;

const notice =
	'各乡镇人民政府，县直各单位：为规范农村公路养护，落实属地责任，现将办法印发给你们，请认真执行。本办法自印发之日起施行，有效期五年；县交通局负责解释，各乡镇每季度报送一次进展，逾期未报的予以通报。';
const converted = notice
	.replaceAll('县', '縣')
	.replaceAll('单', '單')
	.replaceAll('农', '農')
	.replaceAll('实', '實')
	.replaceAll('护', '護');
const other =
	'县水利局近日召开防汛工作会议。会议听取了各科室汇报，分析了当前形势，要求压实责任、加强巡查；对薄弱环节，逐一整改到位，确保水库安全度汛，群众生命财产不受损失，汛期信息按时报送，不得迟报漏报瞒报。';

describe('two texts', () => {
	test.each([
		['the same', notice, notice, true],
		['one in converted characters', notice, converted, true],
		['one with more around it', notice, `打印本页 关闭窗口 ${notice} 责任编辑：张三`, true],
		['two different ones', notice, other, false],
	])('%s', (_name, one, two, same) => {
		expect(isSameText(mark(one), mark(two))).toBe(same);
	});

	test('too short to tell are neither', () => {
		expect(
			isSameText(
				mark('关于公布第三批名单的通知，请各单位遵照执行'),
				mark('关于公布第五批名单的公告，请各单位参照办理'),
			),
		).toBeUndefined();
		expect(markText('首页')).toBeUndefined();
	});

	test('that differ in numbers only are told apart, and known as alike', () => {
		const [one, two] = ['11', '12'].map((n) => mark(`2026年${n}月活动日历，请点击日期查看当日的活动安排`));
		expect(one?.exact).not.toBe(two?.exact);
		expect(one?.plain).toBe(two?.plain);
	});
});
