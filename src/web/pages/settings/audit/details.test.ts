import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { auditAction, auditKind } from "../../../i18n/zh/audit.ts";
import { dayAfter, linesOf, thingOf } from "./details.ts";

test("changed fields stand first with both values; what did not change is left out", () => {
  const details = { person: "p1", before: { role: "editor", name: "李" }, after: { role: "staff", name: "李", department: null } };
  expect(linesOf(details)).toEqual([
    { name: "role", before: "editor", after: "staff" },
    { name: "person", after: "p1" },
  ]);
  expect(linesOf({ before: { name: "销售部" }, after: {} })).toEqual([{ name: "name", before: "销售部", after: "–" }]);
  expect(linesOf({ before: "text", after: "number" })).toEqual([{ name: "value", before: "text", after: "number" }]);
  expect(linesOf({ ended: 2, kinds: ["a"] })).toEqual([
    { name: "ended", after: "2" },
    { name: "kinds", after: '["a"]' },
  ]);
});

test("an entry is named by its most telling field, also inside before and after", () => {
  expect(thingOf({ key: "1", name: "官网" })).toBe("官网");
  expect(thingOf({ before: { name: "旧名" }, after: { name: "新名" } })).toBe("新名");
  expect(thingOf({ customers: [1, 2] })).toBe("");
  expect(thingOf({ group: 3, path: ["价值", "高"] })).toBe("价值 / 高");
  expect(thingOf({ added: ["a"], changed: ["b", "c", "d"] })).toBe("a, b, c …");
});

test("the day after the last of a month or year", () => {
  expect(dayAfter("2025-12-31")).toBe("2026-01-01");
  expect(dayAfter("2024-02-28")).toBe("2024-02-29");
});

test("each action that the product writes into the audit has a name, and each kind", () => {
  const cwd = fileURLToPath(new URL("../../../..", import.meta.url));
  const actions = globSync("*/**/*.ts", { cwd })
    .filter((path) => !path.endsWith(".test.ts") && !/^(?:web|cli)\b/.test(path))
    .flatMap((path) => [...readFileSync(`${cwd}/${path}`, "utf8").matchAll(/\baudit(?:Read)?\([^;]*?"([a-z][a-zA-Z]*\.[a-zA-Z]+)"/gs)])
    .map(([, action]) => action!);
  expect(actions.length).toBeGreaterThan(50);
  const nameless = [...new Set(actions)].filter((action) => !(action.replace(".", "_") in auditAction));
  expect(nameless.toSorted()).toEqual([]);
  const kinds = [...new Set(actions.map((action) => action.split(".")[0]!))].filter((kind) => !(kind in auditKind));
  expect(kinds.toSorted()).toEqual([]);
});
