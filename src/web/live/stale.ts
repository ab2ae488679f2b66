import { isOpenJob } from "../../contract/index.ts";
import * as contract from "../../contract/index.ts";
import type { LiveEvent, Operation } from "../../contract/index.ts";

type Key = readonly unknown[];

const ids = (...operations: readonly Operation[]): ReadonlySet<string> => new Set(operations.map(({ id }) => id));

/** What shows members of any tag. */
const OF_MEMBERS = ids(
  contract.readOverview,
  contract.listTags,
  contract.listCustomers,
  contract.readCustomer,
  contract.customerHistory,
  contract.explainTag,
  contract.listSegments,
  contract.countCustomers,
);
/** What shows one tag, named in its question. */
const OF_ONE_TAG = ids(contract.readTag, contract.tagHistory, contract.listOverrides);
/** How many wait is told; the list of them stays still under the hand of who decides. */
const OF_FACTS = ids(
  contract.readOverview,
  contract.readCustomer,
  contract.listCustomerEvents,
  contract.listCustomers,
  contract.countReviews,
  contract.listIdentityKinds,
);
const OF_EVALUATION = ids(contract.readOverview);
/** Who is signed in and how a job goes are told otherwise. */
const NEVER = ids(contract.readSession, contract.readJob);

const OF_WEBHOOKS = ids(contract.listWebhooks, contract.readWebhook, contract.listDeliveries);

/** What shows things of a kind. A kind that is not here makes everything in sight be read again. */
const OF_KIND: Readonly<Record<string, ReadonlySet<string>>> = {
  tag: new Set([...OF_MEMBERS, ...OF_ONE_TAG]),
  segment: ids(contract.listSegments),
  key: ids(contract.listKeys),
  session: ids(contract.listSessions),
  upload: ids(),
  import: ids(contract.listImports, contract.readBadRows, contract.listProducts),
  webhook: OF_WEBHOOKS,
  delivery: OF_WEBHOOKS,
  source: ids(contract.listSources, contract.listSourceRuns, contract.listImports),
};

/** Which questions may have another answer now. Keys are those of `ask` and `askPages`: the operation first, what was asked last. */
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
