import { SYSTEM } from "../access/index.ts";
import { runSource as operation, type SourceRun } from "../contract/index.ts";
import type { Tagging } from "../imports/index.ts";
import { defineJob, jobName, type JobKind } from "../jobs/index.ts";
import { Problem } from "../kernel/index.ts";
import { dueSources } from "./due.ts";
import type { SourceDeps } from "./deps.ts";
import { runSource } from "./run.ts";

type Input = { source: string };

/** Time between two checks for due sources. */
const WATCH_MILLISECONDS = 2_000;

export const SOURCE_JOB = jobName<Input, SourceRun | null>("source", operation.params);

/**
 * Started by an actor who may manage connections, or by the schedule. Runs as Tagwise itself. Rows read before a crash add nothing the
 * second time.
 */
export const sourceJob = (deps: SourceDeps, tagging: Tagging): JobKind<Input, SourceRun | null> =>
  defineJob({
    ...SOURCE_JOB,
    permission: "connection.manage",
    afterCrash: "restart",
    holderOnly: true,
    serial: () => "sources",
    single: ({ source }) => `source ${source}`,
    watch: {
      everyMilliseconds: WATCH_MILLISECONDS,
      due: async (ctx) => (await dueSources(ctx)).map((source) => ({ source })),
    },
    async run(ctx, { source }, { progress, signal }) {
      try {
        return await runSource({ ctx: { ...ctx, actor: SYSTEM }, input: { source, deps }, progress, signal, tagging });
      } catch (error) {
        // A scheduled run whose source was deleted meanwhile is not a failure.
        if (ctx.actor.kind === "system" && error instanceof Problem && error.code === "SOURCE_NOT_FOUND") return null;
        throw error;
      }
    },
  });
