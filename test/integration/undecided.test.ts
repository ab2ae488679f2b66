import { expect, test } from "vitest";
import { openBatch, withdrawBatch } from "../../src/customers/index.ts";
import { onDecided } from "../../src/customers/undecided.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

test("rows of a batch that is undone right after they were seen do not count as stored", async () => {
  const engine = await openTestEngine();
  try {
    const ctx = testCtx(engine);
    const batch = await openBatch(ctx, "messages");
    let rows = [batch];
    const look = async () => {
      const seen = rows;
      rows = [];
      await withdrawBatch(ctx, batch);
      return seen;
    };
    expect(await onDecided(ctx, look, (found) => found)).toEqual([]);
  } finally {
    await engine.close();
  }
});
