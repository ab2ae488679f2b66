/** Statements that were given up and go on all the same. */
export interface Abandoned {
  /** How many still go on. */
  readonly count: number;
  /** @param close releases what the statement ran on, once it has ended after all */
  add(work: Promise<unknown>, close: () => unknown): void;
  /** Resolves when all have ended. */
  ended(): Promise<unknown>;
}

/**
 * The process ends although one of them goes on: `process.exit` waits for the thread that such a statement occupies, for ever. The exit
 * code is then that of a process that was killed (137).
 */
export function openAbandoned(): Abandoned {
  const all = new Set<Promise<unknown>>();
  const endAtOnce = () => void process.kill(process.pid, "SIGKILL");
  return {
    get count() {
      return all.size;
    },
    add(work, close) {
      if (all.size === 0) process.on("exit", endAtOnce);
      const end = work
        .catch(() => undefined)
        .then(close)
        .catch(() => undefined)
        .finally(() => {
          all.delete(end);
          if (all.size === 0) process.off("exit", endAtOnce);
        });
      all.add(end);
    },
    ended: () => Promise.all(all),
  };
}
