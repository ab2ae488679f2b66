/** What waits to be written: how many messages, and about how many bytes they take in memory. */
export interface Weight {
  readonly messages: number;
  readonly bytes: number;
}

export interface GatherOptions<T> {
  /** Writes a group; what becomes of each entry is its own business, but the group is over when this resolves. Never rejects. */
  readonly write: (entries: readonly T[]) => Promise<void>;
  readonly weigh: (entry: T) => Weight;
  /** A group is begun so long after the one before it was, so that entries of a while share its cost. Milliseconds, asked each time. */
  readonly every: () => number;
  /** A group takes entries until it holds so many messages. */
  readonly most: number;
}

export interface Gathering<T> {
  add(entry: T): void;
  /** Everything added and not yet written. */
  readonly waiting: Weight;
  /** Resolves when everything added so far has been written. */
  settled(): Promise<void>;
}

/** Groups entries: one group is written at a time, the next gathers meanwhile. */
export function gather<T>({ write, weigh, every, most }: GatherOptions<T>): Gathering<T> {
  const queue: T[] = [];
  let messages = 0;
  let bytes = 0;
  let begun = -Infinity;
  let running: Promise<void> | undefined;

  function group(): T[] {
    let taken = 0;
    let count = 0;
    while (taken < queue.length && (taken === 0 || count < most)) count += weigh(queue[taken++]!).messages;
    return queue.splice(0, taken);
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // At least one turn of the loop, so that requests read together are written together.
      await pause(begun + every() - performance.now());
      begun = performance.now();
      const entries = group();
      await write(entries);
      for (const entry of entries) {
        const weight = weigh(entry);
        messages -= weight.messages;
        bytes -= weight.bytes;
      }
    }
    // In the same breath as the look at the queue: what is added after it begins anew.
    running = undefined;
  }

  return {
    add(entry) {
      const weight = weigh(entry);
      messages += weight.messages;
      bytes += weight.bytes;
      queue.push(entry);
      running ??= drain();
    },
    get waiting() {
      return { messages, bytes };
    },
    settled: async () => {
      while (running) await running;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds <= 1) setImmediate(resolve);
    else setTimeout(resolve, milliseconds);
  });
}
