import { isOpenJob } from "../../contract/index.ts";
import * as contract from "../../contract/index.ts";
import type { LiveEvent, Operation } from "../../contract/index.ts";

type Key = readonly unknown[];

const ids = (...operations: readonly Operation[]): ReadonlySet<string> => new Set(operations.map(({ id }) => id));

/** Operations that show members of any tag. */
const OF_MEMBERS = ids(
  contract.readOverview,
  contract.listTags,
  contract.listTagOverlaps,
  contract.listCustomers,
  contract.readCustomer,
  contract.readCustomerTags,
  contract.customerHistory,
  contract.explainTag,
  contract.listSegments,
  contract.countCustomers,
);
/** Operations about the one tag in their input. */
const OF_ONE_TAG = ids(contract.readTag, contract.tagHistory, contract.listOverrides);
/** The number of reviews is updated. Their list is not, because it would move while somebody decides. */
const OF_FACTS = ids(
  contract.readOverview,
  contract.readCustomer,
  contract.listCustomerEvents,
  contract.listCustomers,
  contract.countReviews,
  contract.listIdentityKinds,
);
const OF_EVALUATION = ids(contract.readOverview);
/** The session and the progress of jobs are updated in other ways. */
const NEVER = ids(contract.readSession, contract.readJob);

const OF_GROUPS = ids(contract.listTagGroups, contract.listTagOverlaps, contract.readTagDictionary);
const OF_WEBHOOKS = ids(contract.listWebhooks, contract.readWebhook, contract.listDeliveries);

/** Operations by the kind of thing they show. An unknown kind refetches everything visible. */
const OF_KIND: Readonly<Record<string, ReadonlySet<string>>> = {
  tag: new Set([...OF_MEMBERS, ...OF_ONE_TAG, ...OF_GROUPS]),
  tagGroup: new Set([...OF_MEMBERS, ...OF_ONE_TAG, ...OF_GROUPS]),
  change: ids(contract.listChanges, contract.readChange),
  suggestion: ids(contract.countSuggestions, contract.readTagPrecision),
  segment: ids(contract.listSegments),
  key: ids(contract.listKeys),
  grant: ids(contract.listGrants, contract.explainGrants),
  person: ids(contract.listPeople, contract.listDepartments, contract.listHoldings),
  department: ids(contract.listPeople, contract.listDepartments, contract.listInvitations),
  invitation: ids(contract.listInvitations, contract.listPeople),
  session: ids(contract.listSessions, contract.listPeople),
  upload: ids(),
  import: ids(contract.listImports, contract.readBadRows, contract.listProducts),
  webhook: OF_WEBHOOKS,
  delivery: OF_WEBHOOKS,
  source: ids(contract.listSources, contract.listSourceRuns, contract.listImports),
};

/** Whether a query may be stale after these events. Its key is that of `ask` or `askPages`: operation first, input last. */
export function staleBy(events: readonly LiveEvent[]): (key: Key) => boolean {
  const tests = events.map(testOf);
  return (key) => typeof key[0] === "string" && !NEVER.has(key[0]) && tests.some((test) => test(key[0] as string, key));
}

function testOf(event: LiveEvent): (id: string, key: Key) => boolean {
  switch (event.kind) {
    case "hello":
      return () => event.missed;
    case "members": {
      const tags = new Set(event.tags.map(({ tag }) => tag));
      return (id, key) => OF_MEMBERS.has(id) || (OF_ONE_TAG.has(id) && (event.all || tags.has(String(asked(key)["tag"]))));
    }
    case "evaluation":
      return (id) => OF_EVALUATION.has(id);
    case "facts":
      return (id) => OF_FACTS.has(id);
    case "changed": {
      const kinds = event.what.map((kind) => OF_KIND[kind]);
      return (id) => kinds.some((kind) => kind === undefined || kind.has(id));
    }
    case "job":
      return (id) => !isOpenJob(event.job) && event.job.kind === "import" && id === contract.listImports.id;
  }
}

function asked(key: Key): Readonly<Record<string, unknown>> {
  const last = key.at(-1);
  return typeof last === "object" && last !== null ? (last as Record<string, unknown>) : {};
}
