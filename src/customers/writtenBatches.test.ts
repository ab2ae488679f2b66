import { expect, test } from "vitest";
import { openCaches, type Ctx } from "../engine/index.ts";
import { forgetWritten, keepWritten, writtenAmong, type WrittenBatch } from "./writtenBatches.ts";

function stores(held = true) {
  return { caches: openCaches(), lease: { held } as Ctx["lease"] };
}
const events = (count: number): WrittenBatch => ({
  events: Array.from({ length: count }, (_, index) => ({ event: "a", customer: index + 1, time: 0 })),
  values: [],
  customers: [],
});
const kept = (ctx: ReturnType<typeof stores>) => [...writtenAmong(ctx, [1, 2, 3, 4]).keys()];

test("rows are kept until an update has read them", () => {
  const ctx = stores();
  keepWritten(ctx, 1, events(2));
  keepWritten(ctx, 3, events(0));
  expect(kept(ctx)).toEqual([1, 3]);
  expect(writtenAmong(ctx, [1]).get(1)!.events).toHaveLength(2);
  forgetWritten(ctx, [1, 2]);
  expect(kept(ctx)).toEqual([3]);
});

test("the oldest batches go when there are too many rows, a single one that is too large as well", () => {
  const ctx = stores();
  for (const batch of [1, 2, 3]) keepWritten(ctx, batch, events(20_000));
  expect(kept(ctx)).toEqual([2, 3]);
  keepWritten(ctx, 4, events(60_000));
  expect(kept(ctx)).toEqual([]);
});

test("a process without the lease keeps nothing, and one that loses it forgets all", () => {
  const other = stores(false);
  keepWritten(other, 1, events(1));
  expect(kept(other)).toEqual([]);
  const holder = stores();
  keepWritten(holder, 1, events(1));
  holder.caches.leaseMoved();
  expect(kept(holder)).toEqual([]);
});
