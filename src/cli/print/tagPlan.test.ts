import { expect, test } from "vitest";
import type { TagPlan } from "../../contract/index.ts";
import { painter } from "./colour.ts";
import { workspaceClock } from "./time.ts";
import { planLines, type PlanOptions } from "./tagPlan.ts";

const options: PlanOptions = { lang: "en", table: { paint: painter(false), width: null }, say: (text) => text.en };

function entry(code: string, change: TagPlan["entries"][number]["change"], now: number, after: number): TagPlan["entries"][number] {
  const members = { now, after, enter: Math.max(0, after - now), leave: Math.max(0, now - after) };
  return { code, name: { zh: code, en: code }, kind: "rule", change, differences: [], sentence: null, members, values: [], warnings: [] };
}

test("a plan says what is new, changed and removed, and how many enter and leave", () => {
  const plan: TagPlan = {
    asOf: "2011-12-09T12:50:00.000Z",
    customers: 4372,
    needsApproval: false,
    entries: [
      entry("high_value", "new", 0, 1633),
      {
        ...entry("silent", "changed", 1500, 1482),
        differences: [{ zh: "窗口改了", en: "window 60d → 90d" }],
        warnings: [{ zh: "", en: "a third of everybody" }],
      },
      entry("silent_vip", "affected", 900, 724),
      entry("same", "unchanged", 5, 5),
      entry("old", "removed", 7, 0),
    ],
  };
  expect(planLines(plan, options, workspaceClock("Europe/London"))).toEqual([
    "   TAG         CODE        KIND    NOW  AFTER   ENTER  LEAVE",
    "+  high_value  high_value  rule      0  1,633  +1,633      0",
    "~  silent      silent      rule  1,500  1,482       0    −18",
    "→  silent_vip  silent_vip  rule    900    724       0   −176",
    "   same        same        rule      5      5       0      0",
    "−  old         old         rule      7      0       0     −7",
    "~ silent  window 60d → 90d",
    "! silent  a third of everybody",
    "1 new, 1 changed, 1 affected (same definition, other members), 1 removed, 1 unchanged",
    "4,372 customers, as of 2011-12-09 12:50:00 Europe/London",
  ]);
});

test("a tiered tag shows a line for each of its values", () => {
  const members = { now: 0, after: 3, enter: 3, leave: 0 };
  const tiered = { ...entry("lifecycle", "new", 0, 3), kind: "tiered" as const, values: [{ value: "新客户", members }] };
  const lines = planLines({ asOf: "", customers: 3, needsApproval: false, entries: [tiered] }, options, workspaceClock("UTC"));
  expect(lines[2]).toMatch(/^ {5}新客户 +0 {6}3 +\+3 +0$/);
});
