const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Runs the tasks of one name over one `owner` (a store) one after another: looking up and writing must not interleave with another's,
 * or two requests at once make two customers of one new identity. Between processes nothing is locked; what that makes is healed
 * by a merge.
 */
export function serially<T>(owner: object, name: string, task: () => Promise<T>): Promise<T> {
  let last = queues.get(owner);
  if (!last) queues.set(owner, (last = new Map()));
  const result = (last.get(name) ?? Promise.resolve()).then(task);
  last.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}
