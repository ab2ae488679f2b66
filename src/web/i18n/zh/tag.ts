export const tag = {
  failed: "上次计算失败，人数仍是最后一次成功的结果。",
  is: { paused: "这个标签已暂停：人数不再更新。", retired: "这个标签已停用：不再计算，历史仍可查看。" },
  definition: "定义",
  noSentence: {
    static: "由人、导入或其他系统打上，没有规则。",
    rule: "这条规则暂时读不成句子，见 YAML。",
    tiered: "从上到下逐档判断，取第一个满足的档。",
    metric: "每个客户一个数值，定义见 YAML。",
  },
  criteria: "口径",
  purpose: "用途",
  facts: "人数与归属",
  withValue: "有数值的客户",
  review: "审查周期",
  sensitivity: "敏感级别",
  version: "版本",
  uses: "用到的标签",
  usedBy: "用在哪里",
  tiers: "各档人数",
  tiersHelp: "从上到下，取第一个满足的",
  otherwise: "其余客户",
  spread: "数值分布",
  changes: "人数变化",
  changesLabel: "最近 {{count}} 次变化中进入和离开的人数",
  noChanges: "还没有人进入或离开",
  time: "时间",
  sample: "有这个标签的客户",
  all: "查看全部",
  nobody: "还没有客户有这个标签",
  yaml: "YAML 定义",
  populationWide: "排名类标签，每分钟更新；上次 ",
  populationWideNever: "排名类标签，还没有计算",
  populationWideWaiting: "之后有变化，一分钟内重算",
  populationWideHelp: "这个标签要比较全部客户（排名、购买周期）：有变化后最多每分钟算一次，另外每个整点算一次。",
};

export const review = { monthly: "每月", quarterly: "每季度", "half-yearly": "每半年" };

export const sensitivity = { ordinary: "普通", personal: "个人信息", sensitive: "敏感" };

export const spread = { minimum: "最小", median: "中位数", average: "平均", maximum: "最大" };
