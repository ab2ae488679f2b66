import { z } from "zod";
import type { ErasureResult } from "../contract/index.ts";
import { DATA_SERIAL } from "../imports/index.ts";
import { defineJob, jobName } from "../jobs/index.ts";
import { finishErasure } from "./finishErasure.ts";

const Input = z.object({ customer: z.number().int() });

export const ERASE_JOB = jobName<z.output<typeof Input>, ErasureResult>("erase", Input);

/** Runs after imports that looked up the customer earlier, so that what they still write is erased too. Each step may run twice. */
export const eraseJob = defineJob({
  ...ERASE_JOB,
  permission: "customer.edit",
  afterCrash: "resume",
  mostAttempts: Infinity,
  retry: { firstMilliseconds: 1_000, longestMilliseconds: 60_000 },
  holderOnly: true,
  serial: () => DATA_SERIAL,
  unstoppable: {
    zh: "客户一经要求删除就对所有人不可见，只能删完",
    en: "nobody can find the customer any more, so the rest must be erased too",
  },
  run: (ctx, { customer }, { progress }) => finishErasure(ctx, customer, progress),
});
