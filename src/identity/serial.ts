import { cacheKind, type Ctx } from "../engine/index.ts";

/** Of each name, the last task that waits. */
const QUEUES = cacheKind<Map<string, Promise<unknown>>>("identity.queues", "process");

/**
 * Runs the tasks of one name one after another: looking up and writing must not interleave with another's, or two requests at once make two
 * customers of one new identity. Between processes nothing is locked; what that makes is healed by a merge.
 */
export function serially<T>({ caches }: Pick<Ctx, "caches">, name: string, task: () => Promise<T>): Promise<T> {
  const queues = caches.getOr(QUEUES, () => new Map<string, Promise<unknown>>());
  const result = (queues.get(name) ?? Promise.resolve()).then(task);
  queues.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}
