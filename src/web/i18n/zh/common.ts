export const common = {
  none: "无",
  retry: "重试",
  cancel: "取消",
  cancelling: "正在取消…",
  close: "关闭",
  undo: "撤销",
  copy: "复制",
  copied: "已复制",
  delete: "删除",
  yes: "是",
  no: "否",
  working: "正在处理…",
  operator: "命令行",
  system: "系统",
  didYouMean: "是不是「{{suggestion}}」？",
};

export const role = {
  administrator: "管理员",
  manager: "主管",
  editor: "编辑",
  analyst: "分析",
  staff: "员工",
  "read-only": "只读",
  sender: "数据上报",
};

export const author = { rule: "规则", person: "人工", import: "导入", model: "模型", api: "接口" };

export const kind = { static: "静态", rule: "规则", tiered: "分层", metric: "指标" };

export const kindHelp = {
  static: "由人、导入或其他系统打上",
  rule: "满足条件即有，不满足即无",
  tiered: "从高到低，取第一个满足的档",
  metric: "每个客户一个数值",
};

export const chart = { asTable: "以表格显示", asChart: "以图表显示" };

export const table = {
  select: "选择{{row}}",
  selection: "对所选的操作",
  selected: "已选",
  clear: "取消选择",
};

export const assign = {
  add: "打标签",
  remove: "移除标签",
  noStatic: "还没有静态标签可打。",
  putOn: "打上这个标签",
  takeOff: "移除这个标签",
  added_other: "已给 {{count}} 位客户打上「{{tag}}」",
  replaced_other: "{{count}} 位客户移除了同组的其他标签。",
  kept_other: "{{count}} 位客户保留同组的另一个标签（排在前面，或您无权移除）。",
  removed_other: "已从 {{count}} 位客户移除「{{tag}}」",
};
/** Kinds of things that use a tag or a segment. */
export const usedBy = { tag: "标签", segment: "人群", webhook: "Webhook", source: "数据源", key: "API 密钥" };
