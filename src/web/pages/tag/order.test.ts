import { expect, test } from "vitest";
import { inOrder } from "./order.ts";

test("a definition is written in the order a person would write it, lists as they are, unknown keys last", () => {
  const shuffled = {
    zz: 1,
    rule: { is: ">= 3", event: "A", within: "90d" },
    name: { en: "n", zh: "名" },
    code: "c",
    values: [{ rule: {}, value: "x" }],
  };
  expect(JSON.stringify(inOrder(shuffled))).toBe(
    '{"code":"c","name":{"zh":"名","en":"n"},"rule":{"event":"A","within":"90d","is":">= 3"},"values":[{"value":"x","rule":{}}],"zz":1}',
  );
});
