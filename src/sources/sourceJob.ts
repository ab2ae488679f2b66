import { SYSTEM } from "../access/index.ts";
import { runSource as operation, type SourceRun } from "../contract/index.ts";
import type { Tagging } from "../imports/index.ts";
import { defineJob, jobName, type JobKind } from "../jobs/index.ts";
import { Problem } from "../kernel/index.ts";
import { dueSources } from "./due.ts";
import type { SourceDeps } from "./deps.ts";
import { runSource } from "./run.ts";

type Input = { source: string };

/** How often it is asked whether a source is due. */
const WATCH_MILLISECONDS = 2_000;

export const SOURCE_JOB = jobName<Input, SourceRun | null>("source", operation.params);

/** Asked for by whoever may manage connections, or by the clock; read as Tagwise itself. What was read before a crash adds nothing. */
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
        // Nobody waits for what the clock began: that the source was deleted meanwhile is no failure.
        if (ctx.actor.kind === "system" && error instanceof Problem && error.code === "SOURCE_NOT_FOUND") return null;
        throw error;
      }
    },
  });
