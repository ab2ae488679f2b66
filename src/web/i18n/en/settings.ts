export const settings = {
  person: "My account",
  keys: "API keys",
  webhooks: "Webhooks",
  sessions: "Sign-ins",
  name: "Name",
  role: "Role",
  workspace: "Workspace",
  timezone: "Time zone",
  language: "Language",
  theme: "Appearance",
};

export const theme = { system: "As the system", light: "Light", dark: "Dark" };

export const roleHelp = {
  administrator: "everything, people and keys included",
  manager: "all that an editor may, and approves definitions",
  editor: "defines tags, imports and exports",
  analyst: "reads, saves segments, exports; personal data masked",
  staff: "sees customers, adds tags",
  "read-only": "can only read; personal data masked",
  sender: "can only send events; safe for web pages",
};

export const keys = {
  lead: "Programs call the API with a key. The role of the key decides what it may do.",
  docs: "Read the API's documentation",
  new: "New key",
  name: "Name",
  nameExample: "For example: website, warehouse sync",
  prefix: "Begins with",
  used: "Last used",
  never: "Never",
  made: "Created",
  scopes: "Only these permissions (optional)",
  scopesAll: "All of the role",
  limited_one: "{{count}} permission",
  limited_other: "{{count}} permissions",
  ends: "Ends",
  endsNever: "Does not end",
  endsAfter_one: "After {{count}} day",
  endsAfter_other: "After {{count}} days",
  ended: "Ended",
  made1: "Key created",
  once: "The key is shown only once. Copy it now and keep it safe.",
  copy: "Copy the key",
  snippet: "Put this line into the <head> of your pages: views and clicks are sent. It respects Do Not Track, and can wait for consent.",
  copySnippet: "Copy the line",
  revoke: "Revoke",
  revokeAsk: "Revoke {{name}}?",
  revokeHelp: "Programs that use it lose access at once; this cannot be undone.",
  none: "No keys yet",
  noneHelp: "Give each program a key of its own, so that one can be revoked without the others.",
};

export const sessions = {
  lead: "Where you are signed in. A session ends after 30 days without use, and 90 days after the sign-in.",
  none: "Nobody is signed in",
  own: "Mine",
  all: "Everybody's",
  agent: "Device",
  address: "Address",
  used: "Last used",
  ends: "Ends",
  current: "This one",
  end: "Sign out",
  endOthers: "Sign out other devices",
};

/** What a permission allows. */
export const permission = {
  tag: { read: "See tags", edit: "Define tags", assign: "Assign tags", approve: "Approve definitions" },
  catalogue: { edit: "Change the catalogue" },
  customer: {
    read: "See customers",
    personal: "See personal data",
    sensitive: "See sensitive data",
    edit: "Change, merge, erase customers",
  },
  segment: { edit: "Save segments" },
  data: { send: "Send events", import: "Import", export: "Export" },
  connection: { manage: "Manage data sources and webhooks" },
  team: { manage: "Manage people, rights and keys" },
};
