import { cacheKind, LOCKS, type Ctx } from "../engine/index.ts";

/** For each name the last task in its queue. */
const QUEUES = cacheKind<Map<string, Promise<unknown>>>("identity.queues", "process");

/**
 * Runs the tasks of one name one after another, in all processes on the same records. If look-up and write of two requests interleaved, one
 * new identity would become two customers, and one message sent to two processes would count twice.
 */
export function serially<T>({ caches }: Pick<Ctx, "caches">, name: string, task: () => Promise<T>): Promise<T> {
  const queues = caches.getOr(QUEUES, () => new Map<string, Promise<unknown>>());
  // Tasks wait in the queue of this process first, so that only one of them at a time waits for other processes.
  const locks = caches.get(LOCKS);
  const result = (queues.get(name) ?? Promise.resolve()).then(() => (locks ? locks.hold(name, task) : task()));
  queues.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}
