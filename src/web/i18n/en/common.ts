export const common = {
  none: "None",
  retry: "Try again",
  cancel: "Cancel",
  cancelling: "Cancelling…",
  close: "Close",
  undo: "Undo",
  copy: "Copy",
  copied: "Copied",
  delete: "Delete",
  yes: "Yes",
  no: "No",
  operator: "command line",
  system: "the system",
  working: "Working…",
  didYouMean: "Did you mean “{{suggestion}}”?",
};

export const role = {
  administrator: "Administrator",
  manager: "Manager",
  editor: "Editor",
  analyst: "Analyst",
  staff: "Staff",
  "read-only": "Read-only",
  sender: "Sender",
};

export const author = { rule: "Rule", person: "By hand", import: "Import", model: "Model", api: "API" };

export const kind = { static: "Static", rule: "Rule", tiered: "Tiered", metric: "Metric" };

export const kindHelp = {
  static: "Put on by people, imports or other systems",
  rule: "Has it while the condition holds",
  tiered: "The first tier whose condition holds",
  metric: "One number for each customer",
};

export const chart = { asTable: "Show as table", asChart: "Show as chart" };

export const table = {
  select: "Select {{row}}",
  selection: "What to do with the selection",
  selected: "Selected",
  clear: "Clear selection",
};

export const assign = {
  add: "Add tag",
  remove: "Remove tag",
  noStatic: "There are no static tags to add.",
  putOn: "Add this tag",
  takeOff: "Remove this tag",
  added_one: "Added {{tag}} to {{count}} customer",
  added_other: "Added {{tag}} to {{count}} customers",
  replaced_one: "{{count}} customer lost another tag of the group.",
  replaced_other: "{{count}} customers lost another tag of the group.",
  kept_one: "{{count}} customer keeps another tag of the group, which stands higher or which you may not take off.",
  kept_other: "{{count}} customers keep another tag of the group, which stands higher or which you may not take off.",
  removed_one: "Removed {{tag}} from {{count}} customer",
  removed_other: "Removed {{tag}} from {{count}} customers",
};
/** Kinds of things that use a tag or a segment. */
export const usedBy = { tag: "tag", segment: "segment", webhook: "webhook", source: "data source", key: "API key" };
