/**
 * Answers questions that arrive together with one `load`. A question that finds nothing under way is asked at once; one that arrives while
 * others are being answered waits for them and shares the next `load`. A `load` begins after each question that it answers, so no answer is
 * older than its question. Where it fails, all who share it fail.
 */
export function gather<K, V>(load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>): (key: K) => Promise<V | undefined> {
  let next: { readonly keys: Set<K>; readonly answers: Promise<ReadonlyMap<K, V>> } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const begin = () => {
    const keys = new Set<K>();
    const before = last;
    const answers = (async () => {
      await before;
      // One turn of the loop: requests that were read together share one question.
      await new Promise((resolve) => setImmediate(resolve));
      next = undefined;
      return load([...keys]);
    })();
    last = answers.catch(() => undefined);
    return { keys, answers };
  };
  return async (key) => {
    next ??= begin();
    next.keys.add(key);
    return (await next.answers).get(key);
  };
}
