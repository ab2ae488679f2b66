export const tag = {
  failed: "The last evaluation failed; the members are those of the last success.",
  is: {
    paused: "This tag is paused: it is not evaluated, and its members stay as they are.",
    retired: "This tag is retired: it is not evaluated and not in lists. Its history stays.",
  },
  since: "Since",
  more: "Copy, pause, retire or delete",
  pause: "Pause",
  retire: "Retire",
  delete: "Delete",
  deleteTitle: "Delete {{tag}}?",
  deleteHelp:
    "Only a tag that never had a customer and is used nowhere can be deleted. It cannot be brought back, and its code is free again. Retire any other tag: it leaves the lists, and its history stays.",
  deleted: "Deleted {{tag}}",
  resume: "Resume",
  restore: "Restore and evaluate",
  usedTitle: "{{tag}} is in use and cannot be retired",
  usedHelp: "Use another tag in these places first. Pausing is possible: the members stay, and these places go on using them.",
  pauseInstead: "Pause instead",
  stateFailed: "{{tag}} was not changed",
  definition: "Definition",
  noSentence: {
    static: "Put on by people, imports or other systems; there is no rule.",
    rule: "This rule has no sentence; see the YAML.",
    tiered: "From the top down, the first tier whose condition holds.",
    metric: "One number for each customer; see the YAML.",
  },
  criteria: "Criteria",
  purpose: "Purpose",
  facts: "Members and owner",
  withValue: "Customers with a value",
  review: "Review",
  sensitivity: "Sensitivity",
  version: "Version",
  uses: "Uses",
  usedBy: "Used by",
  tiers: "Members by tier",
  tiersHelp: "from the top, the first that holds",
  otherwise: "Everybody else",
  spread: "How the values spread",
  changes: "Arrivals and departures",
  changesLabel: "Who entered and left in the last {{count}} changes",
  noChanges: "Nobody has entered or left yet",
  time: "Time",
  sample: "Customers who have it",
  all: "Show all",
  nobody: "No customer has this tag yet",
  yaml: "YAML definition",
  populationWide: "Compares all customers, updated every minute; last: ",
  populationWideNever: "Compares all customers, not computed yet",
  populationWideWaiting: "data changed since; computed again within a minute",
  populationWideHelp:
    "This tag compares all customers (ranks, cycles). It is computed at most once a minute after changes, and at every full hour.",
};

export const review = { monthly: "Monthly", quarterly: "Quarterly", "half-yearly": "Half-yearly" };

export const sensitivity = { ordinary: "Ordinary", personal: "Personal", sensitive: "Sensitive" };

export const spread = { minimum: "Minimum", median: "Median", average: "Average", maximum: "Maximum" };
