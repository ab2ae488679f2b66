import * as contract from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { sendEvents, setCustomer, shownCustomer, type TrackedMessage, trackMessages, upsertCustomers } from "../../tracking/index.ts";
import { bind } from "../route.ts";

const ONCE = { once: true } as const;

const MESSAGES = { once: true, messages: true } as const;

export const trackingRoutes = [
  bind(contract.upsertCustomers, ({ ctx, body }) => upsertCustomers({ ctx, input: body }), MESSAGES),
  bind(contract.sendEvents, ({ ctx, body }) => sendEvents({ ctx, input: body }), MESSAGES),
  bind(
    contract.trackMessages,
    async ({ ctx, body }) => resultsOf(ctx, await trackMessages({ ctx, input: { ...body, arrival: { receivedAt: ctx.clock() } } })),
    MESSAGES,
  ),
  bind(contract.setCustomer, ({ ctx, params, body }) => setCustomer({ ctx, input: { ...body, ...params } }), ONCE),
];

function resultsOf(ctx: Ctx, tracked: readonly TrackedMessage[]): contract.MessageResults {
  const rejected = tracked.filter(({ status }) => status === "rejected").length;
  return {
    accepted: tracked.length - rejected,
    rejected,
    results: tracked.map((message, index) =>
      message.status === "accepted"
        ? { index, status: "accepted", customer: shownCustomer(ctx, message.customer), added: message.added, issues: [...message.ignored] }
        : { index, status: "rejected", customer: null, added: false, issues: [...message.issues] },
    ),
  };
}
