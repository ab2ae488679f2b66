import type { Lane } from "./types.ts";

/**
 * How long a statement may take where its caller says nothing, in seconds. Somebody waits for the interactive ones; a commit of messages is
 * done in a tenth of a second; an import or the deletion of one may take long.
 */
export const LIMIT_SECONDS: Readonly<Record<Lane, number>> = { interactive: 60, ingest: 120, heavy: 3_600, left: 3_600, right: 3_600 };

/** A statement that the engine itself did not end at its limit is killed after this time. After the same time again nobody waits for it. */
export const GRACE_MILLISECONDS = 5_000;

export interface Watch {
  /** The statement is to be stopped: its limit has passed. */
  readonly onLimit: () => void;
  /** What the caller is told when it goes on all the same. */
  readonly onStuck: () => Error;
}

/**
 * What `work` answers, or the error of `onStuck` when it has not ended after `seconds` and twice the grace. `work` then continues,
 * but its result is ignored.
 */
export async function withinLimit<T>(
  work: Promise<T>,
  seconds: number,
  { onLimit, onStuck }: Watch,
  graceMilliseconds = GRACE_MILLISECONDS,
): Promise<T> {
  const { promise: stuck, reject } = Promise.withResolvers<never>();
  let timer = setTimeout(
    () => {
      onLimit();
      timer = setTimeout(() => reject(onStuck()), graceMilliseconds);
    },
    seconds * 1_000 + graceMilliseconds,
  );
  work.catch(() => undefined);
  try {
    return await Promise.race([work, stuck]);
  } finally {
    clearTimeout(timer);
  }
}
