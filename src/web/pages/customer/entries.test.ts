import { expect, test } from "vitest";
import type { EventOnCustomer } from "../../../contract/index.ts";
import { dayOf } from "../../format/time.ts";
import { entriesOf } from "./entries.ts";

function event(id: string, time: string): EventOnCustomer {
  return { id, event: "A", name: { zh: "甲", en: "A" }, time, properties: {} };
}

test("each day of the workspace has one heading, before its events", () => {
  const events = [event("3", "2026-01-02T01:00:00Z"), event("2", "2026-01-01T17:00:00Z"), event("1", "2026-01-01T15:00:00Z")];
  const keys = entriesOf(events, (instant) => dayOf(instant, "Asia/Shanghai")).map(({ key }) => key);
  expect(keys).toEqual(["2026-01-02", "3", "2", "2026-01-01", "1"]);
});
