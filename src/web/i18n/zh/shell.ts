export const shell = {
  brand: "知签 Tagwise",
  navigation: "主导航",
  skip: "跳到内容",
  overview: "概览",
  customers: "客户",
  tags: "标签",
  segments: "人群",
  review: "审查",
  imports: "导入",
  settings: "设置",
  fold: "收起导航",
  unfold: "展开导航",
  search: "搜索客户、标签、页面",
  searchShort: "搜索",
  searchHint: "客户姓名或身份、标签、页面、命令",
  searching: "正在搜索…",
  results: "搜索结果",
  found_other: "{{count}} 条结果",
  nothingFound: "没有找到「{{typed}}」",
  group: { pages: "页面", tags: "标签", customers: "客户", commands: "命令" },
  otherLanguage: "Switch to English",
  toLight: "切换到浅色",
  toDark: "切换到深色",
  person: "{{name}}：账号菜单",
  logout: "退出登录",
  lost: "没有这个页面",
  lostHelp: "地址可能写错了，或者内容已经删除。",
  home: "回到概览",
};

export const login = {
  title: "登录",
  login: "账号",
  password: "密码",
  enter: "登录",
  claim: "每个标签，都说得出为什么。",
  sampleTag: "高价值客户",
  sample1: "近365天订单金额合计 ¥12,800.00，达到 ¥10,000.00",
  sample2: "近90天完成订单 4 次，达到 3 次",
  sample3: "没有未解决的投诉",
};

export const live = {
  lost: "实时更新已断开",
  help: "正在重新连接。页面上的数字可能已过时，连上后会自动补上。",
};

export const evaluation = {
  label: "标签计算状态：{{state}}",
  never: "还没有计算",
  fresh: "标签是最新的",
  running: "正在计算",
  failing_other: "{{count}} 个标签计算失败",
  last: "上次完成",
  took: "用时",
  now: "立即重新计算",
  showFailing: "查看失败的标签",
};
