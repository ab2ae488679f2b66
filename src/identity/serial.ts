const last = new WeakMap<object, Promise<unknown>>();

/**
 * Runs tasks of one `owner` one after another: looking up and writing must not interleave with another's, or two requests at
 * once make two customers of one new identity. Between processes nothing is locked; what that makes is healed by a merge.
 */
export function serially<T>(owner: object, task: () => Promise<T>): Promise<T> {
  const result = (last.get(owner) ?? Promise.resolve()).then(task, task);
  last.set(
    owner,
    result.catch(() => undefined),
  );
  return result;
}
