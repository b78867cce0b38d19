/** What `gongkai help` prints. */
export const help = `公开哨 gongkai：按政务公开的要求检查政府网站

用法
  gongkai audit [站点ID…] [选项]   审计配置里的网站（不写则全部），每站写一份报告并显示摘要
  gongkai audit 网址 [选项]        不用配置，审计一个网站，栏目自动识别
  gongkai discover 网址 [选项]     认出网站的栏目，输出可以贴进 gongkai.yaml 的 YAML
  gongkai recheck 站点ID [选项]    马上重看这个网站还没改的问题，改好的记为已改正；评分不变
  gongkai serve [选项]             打开看板，并按配置里的 schedule 定时审计
  gongkai worker [选项]            在另一台机器上参加审计：从共用的 PostgreSQL 数据库领取排队的网站
  gongkai sites import 文件        按名单（CSV 或 XLSX）登记网站；有一行不对，就一行也不导入
  gongkai sites list               列出配置里的和登记的网站
  gongkai sites export             把登记的网站输出为 CSV，改好后可以再导入
  gongkai sites remove 站点ID…     从登记里移除，以前的报告仍保留
  gongkai export [选项]            导出一个月的评分和问题（Excel 工作簿、CSV、JSON），或通报代拟稿（Word）
  gongkai checks [--json]          列出全部检查项：判什么、依据什么、扣多少分
  gongkai statutes [名称…] [--json]  法律法规数据截至哪天、有多少部；写名称则列出它的历次版本
  gongkai statutes import 文件       导入更新的法律法规数据（JSON 或 YAML），同名的以它为准
  gongkai notices test [收件人id…]   向配置里的收件人各发一条试发的通知，显示结果
  gongkai doctor [--json]          这套安装有什么问题、怎么修：浏览器、目录、磁盘、数据库、网络、通知等
  gongkai user add 用户名 --role 角色  添加看板的用户：viewer 查看者、maintainer 维护人员、officer 考核人员、administrator 管理员
  gongkai user role|password|disable|enable|token 用户名   改角色，改密码，停用，启用，生成接口令牌（只显示一次）
  gongkai user list                列出用户
  gongkai migrate --to 地址        把 SQLite 数据库整个迁到 PostgreSQL，要么全部迁完，要么什么也不改
  gongkai tidy [站点ID…] [--dry-run]  清理过期的抓取存档、截图和记录，说明腾出多少；报告、问题和评分一律不动
  gongkai help · gongkai version   显示本帮助；显示版本

选项
  --config 文件      配置文件，默认为当前文件夹的 gongkai.yaml（有则读）
  --out 目录         报告和抓取记录放在哪里，默认为配置里的 out，再默认 ./out
  --as-of 日期       按这一天判断期限和更新，如 2026-11-15，默认今天（北京时间）
  --max-pages 数     每站最多抓取的页数，多出的写进报告的“没看到的”
  --quiet            不显示进度
  --port 端口        看板的端口，默认 8080
  --host 地址        看板在哪个地址上打开，默认 127.0.0.1，只供本机；供别的机器打开的，先要有管理员
  --role 角色        用户的角色；token 的可以比用户的小
  --sites 站点ID,…   维护人员负责的网站
  --password-file 文件  密码在文件的第一行；不写则输入（不显示）或从标准输入读取
  --no-schedule      只开看板，不定时审计
  --drain 分钟       worker 收到停止信号后，给进行中的审计这么久做完，默认 10；没做完的放回队列
  --month 年-月      导出哪个月，如 2026-11，默认最近有报告的一个月
  --table 表         导出什么：scores 评分、findings 问题；不写则 xlsx 两样都有，csv 和 json 为评分
  --format 格式      csv、json、xlsx 或 docx（通报代拟稿），默认看 --out 的扩展名，再默认 csv
  --site 站点ID      只导出这个网站
  --out 文件         export 和 sites export 写到哪个文件，默认为标准输出（xlsx、docx 必须写）
  --finding 编号     只复查这个问题，可以写多次
  --to 地址          迁到哪里，如 postgres://gongkai@db.example:5432/gongkai，密码不写在里面
  --dry-run          migrate 只看能不能迁、有多少行，tidy 只看会腾出多少，什么也不改
  --json             检查项、法律法规数据、体检结果以 JSON 输出

退出码（recheck：0 为问题都已改正或撤下，1 为有的仍在或没能看到；notices：0 为都已送到，1 为有的没有送到；
        doctor：0 为没有错误，1 为有错误要修；tidy：0 为都已清理，1 为有的网站这次没有动）
  0  完成，没有不合格网站
  1  完成，至少一个不合格
  2  无法执行，原因见标准错误输出的那一行
  多站审计中有的网站打不开时，按审计完成的网站取 0 或 1，标准错误输出逐行写明哪个没有完成；一个也没完成为 2

报告在 目录/站点ID/年-月/report.json，日志在 目录/logs/gongkai.log。
`;
