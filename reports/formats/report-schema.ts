import { z } from 'zod';
import { reportSchema } from '../model.ts';

/** The report's form as JSON Schema (2020-12), for programs in other languages: what the validator asks, but that `asOf` lies in `period`. */
export const reportJsonSchema = (): string => {
	const { $schema, ...schema } = z.toJSONSchema(reportSchema);
	const described = {
		$schema,
		title: '公开哨 gongkai 审计报告 report.json',
		description:
			'由 reports/model.ts 生成，请不要直接修改。另外，asOf 应在 period 这个月里。各键的含义见 README.zh-CN.md。',
		...schema,
	};
	return `${JSON.stringify(described, null, '\t')}\n`;
};
