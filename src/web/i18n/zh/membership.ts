export const override = {
  title: "手动指定",
  act: "手动指定",
  lead: "手动指定，不受规则影响",
  overridden: "手动指定",
  in: "始终有此标签",
  out: "始终没有",
  heldIn: "始终有此标签",
  heldOut: "始终没有",
  value: "取值",
  pickValue: "指定为哪一档",
  anyValue: "任意一档都不要",
  pickTag: "选择规则或分层标签",
  reason: "原因",
  reasonExample: "为什么规则在这位客户身上不对",
  until: "到这一天为止（含当天，不填则一直有效）",
  expires: "到 {{at}} 为止",
  forever: "一直有效",
  take: "取消指定",
  taken: "已取消「{{tag}}」的手动指定，恢复按规则",
  setIn: "已指定：始终有「{{tag}}」",
  setOut: "已指定：始终没有「{{tag}}」",
  ruled: "按规则：",
  counts: "{{in}} 位始终有，{{out}} 位始终没有",
  more: "显示更多",
};

/** Assignments of static tags: reason and end. */
export const assignment = {
  say: "填写原因、期限",
  sayWhy: "移除并填写原因",
  reason: "原因（可不填）",
  reasonExample: "如：双十一活动名单",
  until: "到这一天为止（含当天，不填则一直有效）",
  noReason: "没有写原因",
  change: "改原因、期限",
  save: "保存",
  changed: "已保存",
};

export const cause = {
  event: "新数据",
  import: "导入",
  clock: "时间推移",
  rule: "规则发布",
  override: "手动指定",
  merge: "客户合并",
  person: "人工",
  api: "接口",
  undo: "撤销导入",
  erase: "删除客户",
  model: "模型",
};

export const history = {
  ofCustomer: "标签历史",
  none: "还没有变化",
  noneHelp: "进入或离开标签时会记在这里：何时、为什么、谁。",
  older: "更早的",
  entered: "进入",
  left: "离开",
  changed: "换档",
  changedCount_other: "{{shown}} 位换档",
  movedAt: "{{at}} 的变化",
  openMoved: "看是哪些客户",
  nobody: "没有客户",
};

export const backtest = {
  title: "回测",
  help: "过去 {{count}} 个月末会有谁，他们之后买了多少",
  run: "开始回测",
  members: "月末人数",
  membersLabel: "过去各月末有这个标签的客户数",
  after: { spend: "之后 90 天人均消费", orders: "之后 90 天人均订单" },
  afterLabel: {
    spend: "各月末之后 90 天，有标签的客户与其余客户的人均消费",
    orders: "各月末之后 90 天，有标签的客户与其余客户的人均订单数",
  },
  withIt: "有标签",
  others: "其余客户",
  month: "月末",
};

export const funnel = {
  title: "每个条件的人数",
  help: "单独满足这一条的客户",
  run: "计算",
  nearly: "只差一条的客户",
  misses: "只差：{{condition}}",
};
