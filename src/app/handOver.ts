import { z } from "zod";
import type { Ctx } from "../engine/index.ts";
import { defineJob, jobName, type JobKind } from "../jobs/index.ts";

const Input = z.object({ operation: z.string(), params: z.unknown(), query: z.unknown(), body: z.unknown() });
/** A request to an operation that writes members, as another process parsed it. */
export type HandedOver = z.output<typeof Input>;
export const HAND_OVER = jobName<HandedOver, unknown>("operation", Input);

const KEPT_MILLISECONDS = 600_000;

/** A process without the writer lease has the holder answer the request, as whoever asked, and waits. The verbs decide what that person may do. */
export function handOverJob(answer: (ctx: Ctx, asked: HandedOver) => Promise<unknown>): JobKind<HandedOver, unknown> {
  return defineJob({
    ...HAND_OVER,
    permission: null,
    afterCrash: "restart",
    holderOnly: true,
    keptMilliseconds: KEPT_MILLISECONDS,
    run: (ctx, asked) => answer(ctx, asked),
  });
}
