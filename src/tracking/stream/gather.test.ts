import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { gather } from "./gather.ts";

test("callers who send again as soon as they are answered come into one group, whenever they began", async () => {
  const groups: number[] = [];
  const gathering = gather<() => void>({
    write: async (entries) => {
      groups.push(entries.length);
      await pause(10);
      for (const answer of entries) answer();
    },
    weigh: () => ({ messages: 1, bytes: 1 }),
    intervalMilliseconds: () => 0,
    maxMessages: 1_000,
  });
  const caller = async (): Promise<void> => {
    for (let round = 0; round < 6; round++) {
      await new Promise<void>((answer) => gathering.add(answer));
      // The answer and the next message travel.
      await pause(1);
    }
  };
  const early = Array.from({ length: 4 }, caller);
  while (groups.length === 0) await pause(1);
  await Promise.all([...early, ...Array.from({ length: 4 }, caller)]);
  expect(groups[0]).toBe(4);
  // In two halves that take turns no group would have more than four.
  expect(Math.max(...groups)).toBe(8);
});
