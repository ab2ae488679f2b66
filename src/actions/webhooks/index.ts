export { createWebhook, renewWebhookSecret, type CreateWebhook } from "./create.ts";
export { listDeliveries, listWebhooks, readWebhook } from "./list.ts";
export type { Means } from "./means.ts";
export { planDeliveries } from "./plan.ts";
export { replayDeliveries } from "./replay.ts";
export { countDue, sendDue } from "./send.ts";
export { sweepDeliveries } from "./sweep.ts";
export { testWebhook } from "./try.ts";
export { deleteWebhook, updateWebhook, type UpdateWebhook } from "./update.ts";
