/** Resolves when one of `works` settles, however it does, or after `milliseconds` if that is sooner. Leaves no timer behind. */
export async function settled(works: readonly Promise<unknown>[], milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  for (const work of works) void work.catch(() => undefined).then(() => resolve());
  await promise;
  clearTimeout(timer);
}
