export const tags = {
  export: "Export the list",
  since: "Since",
  author: "Set by",
  members: "Members",
  notYet: "Not evaluated yet",
  entered: "entered",
  left: "left",
  define: "Define in YAML",
  treeLabel: "Tree of tags",
  name: "Tag",
  kind: "Kind",
  group: "Group",
  state: "State",
  coverage: "Coverage",
  evaluated: "Evaluated",
  owner: "Owner",
  code: "Code",
  fold: "Collapse {{group}}",
  unfold: "Expand {{group}}",
  filterText: "Name, code, alias, pinyin",
  none: "No tags yet",
  noneHelp: "Say what a tag means, and Tagwise puts it on the right customers and keeps it true.",
  noneFound: "No tag matches",
  noneFoundHelp: "Remove a filter to see more.",
};

export const filter = { bar: "Filters", clear: "Clear filters" };

export const tagState = { failing: "Failing", published: "Published", paused: "Paused", retired: "Retired" };

export const planChange = { new: "New", changed: "Changed", affected: "Members move", unchanged: "Unchanged", removed: "Removed" };

export const define = {
  lead: "See who would enter and leave, then publish. Existing codes are updated; other tags are not affected.",
  text: "Definition of tags (YAML)",
  example: "Fill in an example",
  plan: "Plan",
  publish: "Publish and evaluate",
  same_one: "{{count}} more tag stays as it is, with the same members.",
  affected_one: "The definition of {{count}} tag stays, but its members change:",
  affected_other: "The definitions of {{count}} tags stay, but their members change:",
  same_other: "{{count}} more tags stay as they are, with the same members.",
  done: "Published; the members are up to date.",
  unreadable: "The YAML cannot be read at line {{line}}, column {{column}}.",
  notAMap: "The outermost level should be “tags:” with the tags below it.",
};
