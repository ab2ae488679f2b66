import { expect, test } from "vitest";
import { gather } from "./gather.ts";

/** A `load` whose answers are given by hand. */
function asked() {
  const loads: { keys: readonly string[]; answer: () => void; fail: () => void }[] = [];
  const ask = gather<string, string>((keys) => {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, string>>();
    const answer = () => resolve(new Map(keys.filter((key) => key !== "nobody").map((key) => [key, key.toUpperCase()])));
    loads.push({ keys, answer, fail: () => reject(new Error("down")) });
    return promise;
  });
  return { loads, ask };
}
const begun = (loads: readonly unknown[], count: number) => expect.poll(() => loads.length, { interval: 1 }).toBe(count);

test("questions of one moment are one load, each asked once", async () => {
  const { loads, ask } = asked();
  const answers = Promise.all([ask("a"), ask("b"), ask("a"), ask("nobody")]);
  await begun(loads, 1);
  loads[0]!.answer();
  expect(await answers).toEqual(["A", "B", "A", undefined]);
  expect(loads.map(({ keys }) => keys)).toEqual([["a", "b", "nobody"]]);
});

test("who asks while a load runs is answered by the next, never by the one that began before", async () => {
  const { loads, ask } = asked();
  const first = ask("a");
  await begun(loads, 1);
  const later = Promise.all([ask("a"), ask("b")]);
  loads[0]!.answer();
  expect(await first).toBe("A");
  await begun(loads, 2);
  loads[1]!.answer();
  expect(await later).toEqual(["A", "B"]);
  expect(loads[1]!.keys).toEqual(["a", "b"]);
});

test("a load that fails leaves the next one alone", async () => {
  const { loads, ask } = asked();
  const first = ask("a").catch((error: Error) => error.message);
  await begun(loads, 1);
  const second = ask("a");
  loads[0]!.fail();
  expect(await first).toBe("down");
  await begun(loads, 2);
  loads[1]!.answer();
  expect(await second).toBe("A");
});
