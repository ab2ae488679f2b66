import { cacheKind, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

/** Who writes members, and who waits to: one after the other, for each writes the difference to what the one before left. */
interface Line {
  last: Promise<unknown>;
  readonly evaluations: Set<object>;
  length: number;
}

const LINE = cacheKind<Line>("membership.writers", "process");

/** Whether members are being written in this process, for the overview. */
export function isEvaluating(ctx: Ctx): boolean {
  return (ctx.caches.get(LINE)?.length ?? 0) > 0;
}

/**
 * Runs `work` when everybody who came before is done: nobody's write fails because members are being kept up in the background. The one gate to
 * members: only the holder of the writer lease passes it, and one that has lost the lease meanwhile does not begin.
 * @throws LEASE_ELSEWHERE
 */
export async function exclusively<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  ctx.lease.require();
  const line = lineOf(ctx);
  const before = line.last;
  const turn = before.then(() => {
    ctx.lease.require();
    return work();
  });
  line.last = turn.catch(() => undefined);
  line.length++;
  try {
    return await turn;
  } finally {
    line.length--;
  }
}

/** The same for an evaluation of everything: a second one while one runs or waits would only compute the same again. @throws EVALUATION_BUSY */
export async function oneEvaluation<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const { evaluations } = lineOf(ctx);
  if (evaluations.size > 0) throw problem("EVALUATION_BUSY", {});
  const turn = {};
  evaluations.add(turn);
  try {
    return await exclusively(ctx, work);
  } finally {
    evaluations.delete(turn);
  }
}

function lineOf(ctx: Ctx): Line {
  return ctx.caches.getOr(LINE, () => ({ last: Promise.resolve(), evaluations: new Set<object>(), length: 0 }));
}
