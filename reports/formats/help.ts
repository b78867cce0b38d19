/** What `gongkai help` prints. */
export const help = `公开哨 gongkai：按政务公开的要求检查政府网站

用法
  gongkai audit [站点ID…] [选项]   审计配置里的网站（不写则全部），每站写一份报告并显示摘要
  gongkai audit 网址 [选项]        不用配置，审计一个网站，栏目自动识别
  gongkai discover 网址 [选项]     认出网站的栏目，输出可以贴进 gongkai.yaml 的 YAML
  gongkai checks [--json]          列出全部检查项：判什么、依据什么、扣多少分
  gongkai help · gongkai version   显示本帮助；显示版本

选项
  --config 文件      配置文件，默认为当前文件夹的 gongkai.yaml（有则读）
  --out 目录         报告和抓取记录放在哪里，默认为配置里的 out，再默认 ./out
  --as-of 日期       按这一天判断期限和更新，如 2026-11-15，默认今天（北京时间）
  --max-pages 数     每站最多抓取的页数，多出的写进报告的“没看到的”
  --quiet            不显示进度
  --json             检查项以 JSON 输出

退出码
  0  完成，没有不合格网站
  1  完成，至少一个不合格
  2  无法执行，原因见标准错误输出的那一行
  多站审计中有的网站打不开时，按审计完成的网站取 0 或 1，标准错误输出逐行写明哪个没有完成；一个也没完成为 2

报告在 目录/站点ID/年-月/report.json，日志在 目录/logs/gongkai.log。
`;
