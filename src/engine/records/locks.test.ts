import { expect, test } from "vitest";
import { openLocks } from "./locks.ts";

test("work of one name follows one another, work of two names does not wait, and a failure stops nobody", async () => {
  const locks = openLocks(undefined);
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = locks.hold("one", async () => {
    await gate.promise;
    seen.push("first");
    throw new Error("first");
  });
  const second = locks.hold("one", async () => void seen.push("second"));
  await locks.hold("other", async () => void seen.push("other"));
  gate.resolve();
  await expect(first).rejects.toThrow("first");
  await second;
  expect(seen).toEqual(["other", "first", "second"]);
});
