export const catalogue = {
  tab: "Catalogue",
  lead: "The events and attributes that rules may name. Events never seen before register themselves as unlabelled: name them, so that everybody understands them.",
  events: "Events",
  attributes: "Attributes",
  products: "Products",
  conflicts: "Id conflicts",
  unnamed_one:
    "{{count}} value came under a name that cannot be used (empty, longer than 100 characters, with a line break). Of events it is kept as text, of customers it is left out. The sender has to rename it.",
  unnamed_other:
    "{{count}} values came under names that cannot be used (empty, longer than 100 characters, with a line break). Of events they are kept as text, of customers they are left out. The sender has to rename them.",
  unnamedLike: "For example {{example}}.",
  name: "Name",
  code: "Code",
  count: "Events",
  lastSeen: "Last seen",
  properties: "Properties",
  customers: "Customers",
  type: "Type",
  misfits: "Other types",
  misfitsHelp: "Values of another type than the registered one. They are kept as text; here they are counted.",
  misfit_one: "{{count}} value of another type",
  misfit_other: "{{count}} values of other types",
  misfitLike_one: "{{count}} value of another type: {{example}}",
  misfitLike_other: "{{count}} values of other types, such as {{example}}",
  unlabelled: "unlabelled",
  share: "on {{share}} of the events",
  samples: "Frequent values",
  none: "No data yet",
  noneHelp: "Send events with a write key, or import a file: they appear here.",
  neverSeen: "No data of this event yet",
  nameZh: "Chinese name",
  nameEn: "English name",
  save: "Save",
  rename: "Rename",
  typeAsk: "Make {{name}} a {{type}}? Every value there is will be converted.",
};

export const conflicts = {
  lead: "Messages with an id that the same sender had used for something else. The first one counts; these are kept here and no tag sees them. The sender has to give every event an id of its own.",
  message: "Id",
  event: "Event",
  sender: "Sender",
  said: "What it says",
  customer: "Customer",
  times: "Times",
  lastAt: "Last seen",
  none: "No id conflicts",
  noneHelp: "Messages with an id that the same sender has used for something else are listed here.",
};

export const products = {
  lead: "Products that files brought. An event or an order's line that gives a SKU and no name, brand, category or price gets them as it is received; what it says itself stands.",
  search: "SKU, title, brand or category",
  count: "products",
  updated: "Updated",
  bring: "Import products",
  none: "No products yet",
  noneHelp: "Download the template of products under Imports, fill it in and upload it: events that only give a SKU then have a category.",
  noneFound: "No such product",
  noneFoundHelp: "Try another word: SKU, title, brand and category are searched.",
};

export const fieldType = { text: "text", number: "number", boolean: "true or false", date: "date", time: "time", list: "list" };
