export const dictionary = {
  title: "标签字典",
  open: "标签字典",
  lead: "截至 {{day}} · {{customers}} 位客户 · 「本月」从 {{since}} 起",
  print: "打印",
  search: "名称、口径、规则、负责人",
  ungrouped: "未分组",
  people: "人",
  month: "本月",
  moves: "进入 {{entered}}，离开 {{left}}",
  retired: "本月停用",
  noneFoundHelp: "换一个词试试：名称、编码、拼音、口径和规则里的字都能找到。",
  noneHelp: "有了标签，这里就会按标签组列出每个标签的规则、口径和负责人。",
};
