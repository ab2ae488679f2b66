import { cacheKind, LOCKS, type Ctx } from "../engine/index.ts";

/** Of each name, the last task that waits. */
const QUEUES = cacheKind<Map<string, Promise<unknown>>>("identity.queues", "process");

/**
 * Runs the tasks of one name one after another, in all processes on the same records: looking up and writing must not interleave with
 * another's, or two requests at once make two customers of one new identity, and one message sent to two processes counts twice.
 */
export function serially<T>({ caches }: Pick<Ctx, "caches">, name: string, task: () => Promise<T>): Promise<T> {
  const queues = caches.getOr(QUEUES, () => new Map<string, Promise<unknown>>());
  // The queue of this process first: its tasks then wait for the other processes one at a time.
  const locks = caches.get(LOCKS);
  const result = (queues.get(name) ?? Promise.resolve()).then(() => (locks ? locks.hold(name, task) : task()));
  queues.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}
