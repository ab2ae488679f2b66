import { z } from "zod";
import { foreignBatches } from "../../customers/index.ts";
import { defineJob } from "../../jobs/index.ts";
import { recoverMessages } from "./revertBatch.ts";

/** How often it is asked whether a process died while it wrote messages: one small query to the records. */
const WATCH_MILLISECONDS = 2_000;
const KEY = "messages.recover";

/**
 * Takes back what processes left open that died while others go on: without it evaluations would see half of a batch until somebody
 * sends the next message.
 */
export const recoverMessagesJob = defineJob({
  name: KEY,
  input: z.object({}),
  permission: null,
  afterCrash: "restart",
  mostAttempts: Infinity,
  holderOnly: true,
  keptMilliseconds: 0,
  serial: () => KEY,
  single: () => KEY,
  watch: {
    everyMilliseconds: WATCH_MILLISECONDS,
    due: async (ctx) => ((await foreignBatches(ctx)).some(({ gone }) => gone) ? [{}] : []),
  },
  async run(ctx) {
    await recoverMessages({ ctx, quiet: ctx.lease.alone });
    return null;
  },
});
