export const dictionary = {
  title: "Tag dictionary",
  open: "Dictionary",
  lead: "As of {{day}} · {{customers}} customers · this month is since {{since}}",
  print: "Print",
  search: "Name, criteria, rule, owner",
  ungrouped: "Without a group",
  people: "customers",
  month: "This month",
  moves: "{{entered}} entered, {{left}} left",
  retired: "Retired this month",
  noneFoundHelp: "Try another word: names, codes, pinyin and words of criteria and rules are found.",
  noneHelp: "Once there are tags, each is explained here by its group: rule, criteria and owner.",
};
