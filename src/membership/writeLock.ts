import { cacheKind, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

/** Writers of members run one after the other, because each writes the difference to the members that the previous one left. */
interface Queue {
  last: Promise<unknown>;
  readonly evaluations: Set<object>;
  length: number;
}

const QUEUE = cacheKind<Queue>("membership.writers", "process");

/** Whether this process is writing members now. For all processes, ask the table `evaluations`. */
export function isEvaluating(ctx: Ctx): boolean {
  return (ctx.caches.get(QUEUE)?.length ?? 0) > 0;
}

/**
 * Runs `work` after all earlier calls in this process have ended, so that two writers never compute their difference from the same members.
 * A request waits for a background update instead of failing. Work that waits does not begin when the lease is lost meanwhile.
 * @throws LEASE_ELSEWHERE
 */
export async function exclusively<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  ctx.lease.require();
  const queue = queueOf(ctx);
  const before = queue.last;
  const result = before.then(() => {
    ctx.lease.require();
    return work();
  });
  queue.last = result.catch(() => undefined);
  queue.length++;
  try {
    return await result;
  } finally {
    queue.length--;
  }
}

/**
 * The same for an evaluation of everything. A second one is refused while one runs or waits: it would compute the same again.
 * @throws EVALUATION_BUSY
 */
export async function oneEvaluation<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const { evaluations } = queueOf(ctx);
  if (evaluations.size > 0) throw problem("EVALUATION_BUSY", {});
  const token = {};
  evaluations.add(token);
  try {
    return await exclusively(ctx, work);
  } finally {
    evaluations.delete(token);
  }
}

function queueOf(ctx: Ctx): Queue {
  return ctx.caches.getOr(QUEUE, () => ({ last: Promise.resolve(), evaluations: new Set<object>(), length: 0 }));
}
