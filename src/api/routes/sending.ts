import * as contract from "../../contract/index.ts";
import { listConflicts } from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { sendEvents, setCustomer, toldCustomer, type TrackedMessage, trackMessages, upsertCustomers } from "../../tracking/index.ts";
import { changeMemberships } from "../../assignments/index.ts";
import { finishErasure, eraseCustomer } from "../../erasure/index.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const ONCE = { once: true } as const;
const MESSAGES = { once: true, messages: true } as const;

export const sendingRoutes = [
  bind(contract.upsertCustomers, ({ ctx, body }) => upsertCustomers({ ctx, input: body }), MESSAGES),
  bind(contract.sendEvents, ({ ctx, body }) => sendEvents({ ctx, input: body }), MESSAGES),
  bind(
    contract.trackMessages,
    async ({ ctx, body }) => resultsOf(ctx, await trackMessages({ ctx, input: { ...body, arrival: { receivedAt: ctx.clock() } } })),
    MESSAGES,
  ),
  bind(contract.listConflicts, ({ ctx, query }) => listConflicts({ ctx, input: query })),
  bind(contract.setCustomer, ({ ctx, params, body }) => setCustomer({ ctx, input: { ...body, ...params } }), ONCE),
  bind(
    contract.eraseCustomer,
    async (handled) => {
      const { customer } = await eraseCustomer({ ctx: handled.ctx, input: handled.params });
      // After the imports that had looked up the customer before: what they still write is erased too.
      return startJob(contract.eraseCustomer, handled, { kind: "erase", queue: "import" }, ({ ctx, progress }) =>
        finishErasure(ctx, customer, progress),
      );
    },
    ONCE,
  ),
  bind(contract.changeMemberships, ({ ctx, body }) => changeMemberships({ ctx, input: body }), MESSAGES),
];

function resultsOf(ctx: Ctx, tracked: readonly TrackedMessage[]): contract.MessageResults {
  const rejected = tracked.filter(({ status }) => status === "rejected").length;
  return {
    accepted: tracked.length - rejected,
    rejected,
    results: tracked.map((message, index) =>
      message.status === "accepted"
        ? { index, status: "accepted", customer: toldCustomer(ctx, message.customer), added: message.added, issues: [...message.ignored] }
        : { index, status: "rejected", customer: null, added: false, issues: [...message.issues] },
    ),
  };
}
