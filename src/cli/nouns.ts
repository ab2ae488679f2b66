import type { Text } from "../kernel/index.ts";

/** The help text of each noun. Its commands are in commands/<noun>/. */
export const NOUNS: Readonly<Record<string, Text>> = {
  audit: { zh: "审计记录", en: "the audit: who changed and read what" },
  catalogue: { zh: "数据字典：查看、命名、改类型", en: "the catalogue: show, label, change types" },
  conflict: { zh: "编号相同、内容不同的消息", en: "messages with the id of another message" },
  customer: { zh: "查看、修改、合并、拆分、删除客户", en: "list, show, set, merge, split, erase customers" },
  department: { zh: "部门：查看、新建、移动、删除", en: "departments: list, create, change, remove" },
  grant: { zh: "标签权限：查看、授权、禁止、解释", en: "rights on tags: list, create, remove, explain" },
  identity: { zh: "身份的类别", en: "kinds of identities" },
  import: { zh: "导入", en: "imports" },
  job: { zh: "后台任务：查看、取消", en: "jobs: list, show, cancel" },
  key: { zh: "API 密钥", en: "API keys" },
  merge: { zh: "合并与拆分记录，撤销", en: "merges and splits: list, undo" },
  "merge-limit": { zh: "合并上限", en: "merge limits: how many identities of a platform one customer may have" },
  override: { zh: "手动指定客户有或没有某个标签", en: "overrides: memberships that a person decides" },
  person: { zh: "成员：查看、添加、修改、停用", en: "people: list, create, change, disable" },
  placeholder: { zh: "占位编号：不代表任何人的编号", en: "placeholders: ids that name nobody" },
  product: { zh: "商品", en: "products" },
  session: { zh: "登录会话：查看、结束", en: "sessions: list, end" },
  "query-plan": { zh: "标签的计算方式", en: "how tags are computed" },
  review: { zh: "待确认归属的身份", en: "identities that wait for a decision: list, decide" },
  rule: { zh: "预览规则", en: "preview rules" },
  segment: { zh: "保存、查看、删除人群", en: "list, save, show, delete segments" },
  source: { zh: "新建、运行、启停、删除数据源", en: "list, create, run, pause, delete data sources" },
  tag: { zh: "查看标签，手动打标、移除，回测", en: "list, show, assign, backtest tags" },
  webhook: { zh: "新建、测试、启停、删除 Webhook，补发死信", en: "list, create, test, pause, delete webhooks; replay deliveries" },
};
