import { z } from "zod";
import type { Ctx } from "../engine/index.ts";
import { defineJob, type JobKind } from "./define.ts";

/** A kind that deletes expired rows by the clock. It may run twice. */
export function sweepJob(what: string, cron: string, sweep: (ctx: Ctx) => Promise<unknown>): JobKind<Record<string, never>, null> {
  return defineJob({
    name: `sweep.${what}`,
    input: z.record(z.string(), z.never()),
    permission: null,
    afterCrash: "restart",
    retry: { firstMilliseconds: 10_000, longestMilliseconds: 600_000 },
    holderOnly: true,
    keptMilliseconds: 0,
    serial: () => `sweep ${what}`,
    single: () => `sweep ${what}`,
    cron,
    async run(ctx) {
      await sweep(ctx);
      return null;
    },
  });
}
