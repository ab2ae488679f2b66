export const tags = {
  export: "导出标签列表",
  since: "起始",
  author: "来源",
  members: "人数",
  notYet: "尚未计算",
  entered: "进入",
  left: "离开",
  define: "用 YAML 定义",
  treeLabel: "标签树",
  name: "标签",
  kind: "类型",
  group: "标签组",
  state: "状态",
  coverage: "覆盖率",
  evaluated: "上次计算",
  owner: "负责人",
  code: "编码",
  fold: "收起「{{group}}」",
  unfold: "展开「{{group}}」",
  filterText: "名称、编码、别名、拼音",
  none: "还没有标签",
  noneHelp: "写下一个标签的含义，知签就会把它打到对的客户身上，并一直保持正确。",
  noneFound: "没有符合条件的标签",
  noneFoundHelp: "去掉一个筛选条件再看看。",
};

export const filter = { bar: "筛选", clear: "清除筛选" };

export const tagState = { failing: "计算失败", published: "已发布", paused: "已暂停", retired: "已停用" };

export const planChange = { new: "新增", changed: "修改", affected: "人数会变", unchanged: "不变", removed: "移除" };

export const define = {
  lead: "先看谁会进入、谁会离开，再发布。已有的编码会更新，没写到的标签不受影响。",
  text: "标签定义（YAML）",
  example: "填入示例",
  plan: "预览影响",
  publish: "发布并计算",
  affected_other: "定义不变，但 {{count}} 个标签的人数会变：",
  same_other: "另有 {{count}} 个标签不变，人数也不变。",
  done: "已发布，人数已更新。",
  unreadable: "YAML 第 {{line}} 行第 {{column}} 列无法读取。",
  notAMap: "最外层应当是「tags:」，下面列出标签。",
};
