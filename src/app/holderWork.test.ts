import { expect, test } from "vitest";
import { holderWork } from "./holderWork.ts";

test("work begins with the lease, whenever it was added, ends with it, and begins anew", async () => {
  const seen: string[] = [];
  const task = (name: string) => () => {
    seen.push(`${name} begins`);
    return { stop: async () => void seen.push(`${name} ends`) };
  };
  const work = holderWork();
  work.add(task("first"));
  expect(seen).toEqual([]);
  work.begin();
  work.add(task("second"));
  await work.end();
  work.begin();
  await work.close();
  work.begin();
  work.add(task("third"));
  const once = ["first begins", "second begins", "first ends", "second ends"];
  expect(seen).toEqual([...once, ...once]);
});
