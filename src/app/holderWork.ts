interface Task {
  stop(): Promise<void>;
}

/** What goes on while this process holds the writer lease. */
export interface HolderWork {
  /** Adds something; it begins at once where the lease is held. */
  add(start: () => Task): void;
  /** The lease was taken, and the unfinished work of the holder before is recovered. */
  begin(): void;
  /** The lease is lost or given back: resolves when everything has ended. */
  end(): Promise<void>;
  /** As end, and nothing begins any more. */
  close(): Promise<void>;
}

export function holderWork(): HolderWork {
  const starts: (() => Task)[] = [];
  let running: Task[] = [];
  let holding = false;
  let closed = false;

  async function end(): Promise<void> {
    holding = false;
    const ending = running;
    running = [];
    await Promise.all(ending.map((task) => task.stop()));
  }

  return {
    add(start) {
      if (closed) return;
      starts.push(start);
      if (holding) running.push(start());
    },
    begin() {
      if (closed || holding) return;
      holding = true;
      running = starts.map((start) => start());
    },
    end,
    close() {
      closed = true;
      return end();
    },
  };
}
