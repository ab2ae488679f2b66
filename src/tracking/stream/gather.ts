/** Size of queued entries: their messages, and approximately their bytes in memory. */
export interface Weight {
  readonly messages: number;
  readonly bytes: number;
}

export interface GatherOptions<T> {
  /** Writes a group and reports the outcome to each entry itself. Resolves when the group is finished. Never rejects. */
  readonly write: (entries: readonly T[]) => Promise<void>;
  readonly weigh: (entry: T) => Weight;
  /** Least milliseconds between the starts of two groups, so that several entries share one commit. Read before each group. */
  readonly intervalMilliseconds: () => number;
  /** A group takes no further entries once it has this many messages. */
  readonly maxMessages: number;
}

export interface Gathering<T> {
  add(entry: T): void;
  /** Size of all entries that are added and not yet written. */
  readonly waiting: Weight;
  /** Resolves when no entry is left to write. */
  idle(): Promise<void>;
}

/** A group waits while entries arrive at intervals shorter than this, up to the second. */
const ARRIVAL_MILLISECONDS = 4;
const MOST_ARRIVALS_MILLISECONDS = 40;

/** Groups entries. One group is written at a time; meanwhile the next one collects. */
export function gather<T>({ write, weigh, intervalMilliseconds, maxMessages }: GatherOptions<T>): Gathering<T> {
  const queue: T[] = [];
  let messages = 0;
  let bytes = 0;
  let begun = -Infinity;
  let running: Promise<void> | undefined;

  function group(): T[] {
    let taken = 0;
    let count = 0;
    while (taken < queue.length && (taken === 0 || count < maxMessages)) count += weigh(queue[taken++]!).messages;
    return queue.splice(0, taken);
  }

  /** Callers who were just answered send their next message now: with it in this group they wait for one write, otherwise for two. */
  async function arrivals(): Promise<void> {
    const until = performance.now() + MOST_ARRIVALS_MILLISECONDS;
    for (let had = -1; had !== queue.length && performance.now() < until;) {
      had = queue.length;
      await pause(ARRIVAL_MILLISECONDS);
    }
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // Waits at least one pass of the event loop, so that requests read together are written together.
      await pause(begun + intervalMilliseconds() - performance.now());
      if (begun > -Infinity) await arrivals();
      begun = performance.now();
      const entries = group();
      await write(entries);
      for (const entry of entries) {
        const weight = weigh(entry);
        messages -= weight.messages;
        bytes -= weight.bytes;
      }
    }
    // No await between the last check of the queue and this line. Otherwise an entry added in between would never be written.
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
    idle: async () => {
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
