import { expect, test } from "vitest";
import { openCaches, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { exclusively, isEvaluating, oneEvaluation } from "./writeLock.ts";

const HELD = { require: () => undefined };
const context = (lease = HELD) => ({ caches: openCaches(), lease }) as unknown as Ctx;

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

test("a process without the lease writes nothing, and what waited when it was lost does not begin", async () => {
  let held = true;
  const ctx = context({
    require: () => {
      if (!held) throw problem("LEASE_ELSEWHERE", {});
    },
  });
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const first = exclusively(ctx, () => {
    started.resolve();
    return gate.promise;
  });
  await started.promise;
  let begun = false;
  const second = exclusively(ctx, async () => void (begun = true));
  held = false;
  gate.resolve();
  await first;
  await expect(second).rejects.toMatchObject({ code: "LEASE_ELSEWHERE" });
  await expect(exclusively(ctx, async () => void (begun = true))).rejects.toMatchObject({ code: "LEASE_ELSEWHERE" });
  expect(begun).toBe(false);
});
