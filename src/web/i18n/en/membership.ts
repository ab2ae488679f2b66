export const override = {
  title: "Overrides",
  act: "Override",
  lead: "Set by hand, whatever the rule says",
  overridden: "set by hand",
  in: "Always has the tag",
  out: "Never has the tag",
  heldIn: "always has the tag",
  heldOut: "never has the tag",
  value: "Value",
  pickValue: "Which tier",
  anyValue: "No tier at all",
  pickTag: "Choose a rule or tiered tag",
  reason: "Reason",
  reasonExample: "Why the rule is wrong about this customer",
  until: "Until (that day included; empty: for ever)",
  expires: "until {{at}}",
  forever: "without an end",
  take: "Remove override",
  taken: "Override on “{{tag}}” removed; the rule decides again",
  setIn: "Override set: always has “{{tag}}”",
  setOut: "Override set: never has “{{tag}}”",
  ruled: "By the rule:",
  counts: "{{in}} always, {{out}} never",
  more: "Show more",
};

/** Assignments of static tags: reason and end. */
export const assignment = {
  say: "Reason and end",
  sayWhy: "Remove with a reason",
  reason: "Reason (may stay empty)",
  reasonExample: "For example: list of the autumn campaign",
  until: "Until (that day included; empty: for ever)",
  noReason: "no reason given",
  change: "Change reason and end",
  save: "Save",
  changed: "Saved",
};

export const cause = {
  event: "New data",
  import: "Import",
  clock: "Time",
  rule: "New rule",
  override: "Override",
  merge: "Merge",
  person: "By hand",
  api: "API",
  undo: "Import undone",
  erase: "Customer erased",
  model: "Model",
};

export const history = {
  ofCustomer: "Tag history",
  none: "Nothing has changed yet",
  noneHelp: "Every move into or out of a tag is listed here: when, why, by whom.",
  older: "Older",
  entered: "Entered",
  left: "Left",
  changed: "Changed",
  changedCount_one: "{{shown}} changed tier",
  changedCount_other: "{{shown}} changed tier",
  movedAt: "What changed at {{at}}",
  openMoved: "See which customers",
  nobody: "Nobody",
};

export const backtest = {
  title: "Backtest",
  help: "members at the last {{count}} month-ends, and what they bought later",
  run: "Run",
  members: "Members at month-end",
  membersLabel: "Customers with the tag at each past month-end",
  after: { spend: "Spend per customer in the 90 days after", orders: "Orders per customer in the 90 days after" },
  afterLabel: {
    spend: "Spend per customer in the 90 days after each month-end, members compared with the others",
    orders: "Orders per customer in the 90 days after each month-end, members compared with the others",
  },
  withIt: "With it",
  others: "Others",
  month: "Month-end",
};

export const funnel = {
  title: "Customers by condition",
  help: "who passes this one by itself",
  run: "Compute",
  nearly: "Customers who miss one condition",
  misses: "misses: {{condition}}",
};
