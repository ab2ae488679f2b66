/** 设置 · 标签：上限。 */
export const quota = {
  tab: "标签",
  tags: "标签总数上限",
  perCustomer: "每个客户的静态标签上限",
  tagsUsed_other: "现有 {{count}} 个。",
  most_other: "最多的客户有 {{count}} 个。",
  full_other: "{{count}} 个客户已满。",
  uncounted: "你看不到全部标签，所以不显示已用数量。",
  help: {
    tags: "停用的标签不计。达到上限后不能新建、导入或恢复标签，已有的照常使用。",
    perCustomer: "只数打上的标签（静态标签），规则算出的不计。超出的打标签、批量打标签和导入会整次拒绝，并列出客户。",
  },
  below: "低于现有数量：已有的保留，只是不能再增加。",
  save: "保存",
  saveOf: "保存：{{quota}}",
  usedOf: "已用：{{quota}}",
  saved: "上限已保存",
};
