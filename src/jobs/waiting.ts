/** Resolves when one of `works` ends, with or without an error, or after `milliseconds`. It clears its timer. */
export async function settled(works: readonly Promise<unknown>[], milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  for (const work of works) void work.catch(() => undefined).then(() => resolve());
  await promise;
  clearTimeout(timer);
}

/** The callers that wait for the end of each job. */
export interface Waiting {
  /** Resolves when the job ends, or when it may have ended. */
  ended(job: string): { readonly promise: Promise<void>; forget(): void };
  /** A job ended; null: any job may have ended. */
  tell(job: string | null): void;
}

export function openWaiting(): Waiting {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ended(job) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const all = waiting.get(job) ?? new Set();
      waiting.set(job, all.add(resolve));
      return {
        promise,
        forget() {
          all.delete(resolve);
          if (all.size === 0 && waiting.get(job) === all) waiting.delete(job);
        },
      };
    },
    tell(job) {
      const concerned = job === null ? [...waiting.values()] : [waiting.get(job) ?? []];
      for (const all of concerned) for (const resolve of all) resolve();
    },
  };
}
