export const settings = {
  person: "我的账户",
  keys: "API 密钥",
  webhooks: "Webhook",
  sessions: "登录设备",
  name: "姓名",
  role: "角色",
  workspace: "工作区",
  timezone: "时区",
  language: "语言",
  theme: "外观",
};

export const theme = { system: "跟随系统", light: "浅色", dark: "深色" };

export const roleHelp = {
  administrator: "全部权限，包括成员和密钥",
  manager: "编辑的全部权限，并审批标签定义",
  editor: "定义标签、导入导出",
  analyst: "查看、保存人群、导出，个人信息脱敏",
  staff: "查看客户、打标签",
  "read-only": "只能查看，个人信息脱敏",
  sender: "只能上报行为，可放在网页里",
};

export const keys = {
  lead: "程序用密钥调用接口，权限与所选角色相同。",
  docs: "查看接口文档",
  new: "新建密钥",
  name: "名称",
  nameExample: "例如：官网、数据仓库同步",
  prefix: "开头",
  used: "最近使用",
  never: "从未使用",
  made: "创建",
  scopes: "限于这些权限（可不选）",
  scopesAll: "角色的全部权限",
  limited_other: "{{count}} 项权限",
  ends: "到期",
  endsNever: "不到期",
  endsAfter_other: "{{count}} 天后到期",
  ended: "已到期",
  made1: "密钥已创建",
  once: "密钥只显示这一次，请现在复制并妥善保存。",
  copy: "复制密钥",
  snippet: "把这一行放进网页的 <head>，浏览和点击就会上报；遵守浏览器的「请勿跟踪」，也可等访客同意后再开始。",
  copySnippet: "复制网页代码",
  revoke: "吊销",
  revokeAsk: "吊销「{{name}}」？",
  revokeHelp: "使用它的程序会立刻无法访问，且不能恢复。",
  none: "还没有密钥",
  noneHelp: "给每个接入的程序一把自己的密钥，出了问题可以单独吊销。",
};

export const sessions = {
  lead: "在哪些设备上登录着。30 天不用自动退出，登录满 90 天需重新登录。",
  none: "没有人登录",
  own: "我的",
  all: "全部人",
  agent: "设备",
  address: "登录地址",
  used: "最近使用",
  ends: "到期",
  current: "本机",
  end: "退出",
  endOthers: "退出其他设备",
};

/** What a permission allows. */
export const permission = {
  tag: { read: "查看标签", edit: "定义标签", assign: "打标签", approve: "审批定义" },
  catalogue: { edit: "修改数据字典" },
  customer: { read: "查看客户", personal: "查看个人信息", sensitive: "查看敏感信息", edit: "修改、合并、删除客户" },
  segment: { edit: "保存人群" },
  data: { send: "上报行为", import: "导入", export: "导出" },
  connection: { manage: "管理数据源和 Webhook" },
  team: { manage: "管理成员、权限和密钥" },
};
