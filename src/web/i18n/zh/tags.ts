export const tags = {
  since: "起始",
  source: "来源",
  members: "人数",
  notYet: "尚未计算",
  entered: "进入",
  left: "离开",
};
