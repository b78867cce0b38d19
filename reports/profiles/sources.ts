/** Where the figures of the national profile come from. */
export const law = '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）';
export const regulation = '《中华人民共和国政府信息公开条例》（国务院令第711号）';
export const census = '《全国政府网站普查评分表》（国办发〔2015〕15号）';
export const own = '项目默认值，国家没有公布分值';
export const ownTerm = '项目默认值，国家没有规定';
export const local = (place: string): string => `项目默认值，参照${place}；国家没有公布分值`;
export const jindong = local('金东区2021年政务公开考核');
export const licheng = local('鲤城区2020年政务公开考核');
export const jinzhai = local('金寨县2024年政务公开考核');
