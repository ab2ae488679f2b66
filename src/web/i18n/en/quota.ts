/** Settings, tags: quotas. */
export const quota = {
  tab: "Tags",
  tags: "Tags in all",
  perCustomer: "Static tags of one customer",
  tagsUsed_one: "There is {{count}}.",
  tagsUsed_other: "There are {{count}}.",
  most_one: "No customer has more than {{count}}. ",
  most_other: "No customer has more than {{count}}. ",
  full_one: "{{count}} customer is full.",
  full_other: "{{count}} customers are full.",
  uncounted: "You do not see all tags, so what is used is not shown.",
  help: {
    tags: "Retired tags do not count. At the quota no tag can be made, imported or restored; those that exist work on.",
    perCustomer:
      "Only tags that are assigned (static ones) count, not those that rules decide. Assigning to one, to many and importing are refused as a whole, with the customers.",
  },
  below: "Below what exists: that stays, and no more can be added.",
  save: "Save",
  saveOf: "Save: {{quota}}",
  usedOf: "Used: {{quota}}",
  saved: "The quota is saved",
};
