/** What Articles 20 and 21 of the regulation make a city or county disclose, and the words by which columns for it are known. */
export const duties: Readonly<Record<string, { readonly name: string; readonly words: RegExp }>> = {
	regulation: { name: '法规、规章和规范性文件', words: /规范性文件|规章|法规|政策文件|政府文件/u },
	organization: { name: '机构职能', words: /机构|职能|职责|领导/u },
	plan: { name: '规划', words: /规划|计划/u },
	statistics: { name: '统计信息', words: /统计|数据/u },
	permit: { name: '行政许可', words: /许可|权责清单|权力清单|政务服务|办事/u },
	penalty: { name: '行政处罚、行政强制', words: /处罚|强制|执法|双公示|双随机/u },
	budget: { name: '财政预算、决算', words: /预算|决算|预决算|财政|资金|三公/u },
	fee: { name: '行政事业性收费', words: /收费|价格|税费|降费/u },
	procurement: { name: '政府集中采购', words: /采购|招投标|招标|公共资源/u },
	project: { name: '重大建设项目', words: /建设项目|重大项目|重点项目|工程建设/u },
	welfare: {
		name: '扶贫、教育、医疗、社会保障、促进就业',
		words: /扶贫|乡村振兴|教育|医疗|卫生|健康|社会?保障?|就业|养老|民生/u,
	},
	emergency: { name: '突发公共事件应急', words: /应急|预警|突发|防灾|救灾|预案/u },
	supervision: {
		name: '环境保护、公共卫生、安全生产、食品药品、产品质量监督检查',
		words: /环境|环保|安全生产|食品|药品|质量|监督检查|卫生/u,
	},
	recruitment: { name: '公务员招考', words: /招考|招录|公务员|招聘|人事/u },
	land: { name: '土地征收、房屋征收', words: /征收|征地|拆迁|土地/u },
	relief: { name: '社会救助', words: /救助|低保|特困|慈善|社会福利|公益/u },
};
