import { expect, test } from "vitest";
import type { Ctx } from "../engine/index.ts";
import { exclusively, isEvaluating, oneEvaluation } from "./writeLock.ts";

const context = () => ({ facts: {} }) as unknown as Ctx;

test("writers of members take turns in the order they came; one that fails stops nobody", async () => {
  const ctx = context();
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = exclusively(ctx, async () => {
    seen.push("first begins");
    await gate.promise;
    seen.push("first ends");
    throw new Error("first");
  });
  const second = exclusively(ctx, async () => void seen.push("second"));
  const third = exclusively(ctx, async () => void seen.push("third"));
  expect(isEvaluating(ctx)).toBe(true);
  gate.resolve();
  await expect(first).rejects.toThrow("first");
  await Promise.all([second, third]);
  expect(seen).toEqual(["first begins", "first ends", "second", "third"]);
  expect(isEvaluating(ctx)).toBe(false);
});

test("an evaluation waits for what runs, and is refused only while another evaluation runs or waits", async () => {
  const ctx = context();
  const gate = Promise.withResolvers<void>();
  const background = exclusively(ctx, () => gate.promise);
  const evaluation = oneEvaluation(ctx, async () => "done");
  await expect(oneEvaluation(ctx, async () => "again")).rejects.toMatchObject({ code: "EVALUATION_BUSY" });
  await expect(oneEvaluation(context(), async () => "of another store")).resolves.toBe("of another store");
  gate.resolve();
  await background;
  expect(await evaluation).toBe("done");
  expect(await oneEvaluation(ctx, async () => "later")).toBe("later");
});
