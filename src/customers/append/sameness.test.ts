import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFacts } from "../../engine/facts/open.ts";
import { literal, sql } from "../../engine/index.ts";
import { contentNumbering, namedEventId, namedEventIdSql } from "./sameness.ts";

const who = [{ platform: "crm", external: "1" }];

test("events with the same content in any order of names have one number; any other word makes another", () => {
  const number = (properties: Parameters<ReturnType<typeof contentNumbering>>[3], event = "E", time = 1, identities = who) =>
    contentNumbering()(event, identities, time, properties);
  const same = number({ a: 1, b: [{ x: 1, y: "2" }], c: null });
  expect(number({ b: [{ y: "2", x: 1, z: "" }], a: 1 })).toBe(same);
  const others = [
    number({ a: "1", b: [{ x: 1, y: "2" }] }),
    number({ a: 1, b: [{ x: 1 }, { y: "2" }] }),
    number({ a: 1, b: [{ x: 1, y: "2" }] }, "F"),
    number({ a: 1, b: [{ x: 1, y: "2" }] }, "E", 2),
    number({ a: 1, b: [{ x: 1, y: "2" }] }, "E", 1, [{ platform: "crm", external: "2" }]),
    number({ a: 1, b: [["", "x"]] }),
  ];
  expect(new Set([same, ...others]).size).toBe(others.length + 1);
});

test("identities count as a set; repetitions within a batch are told apart, the same way each time", () => {
  const two = [...who, { platform: "phone", external: "+8613800000000" }];
  const numbers = () => {
    const number = contentNumbering();
    return [number("E", two, 1, {}), number("E", two.toReversed(), 1, {}), number("E", two, 1, {}), number("E", who, 1, {})];
  };
  expect(new Set(numbers()).size).toBe(4);
  expect(numbers()).toEqual(numbers());
});

test("a named event has the same number in SQL", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tagwise-sameness-"));
  const facts = await openFacts({ dataDir, memoryBytes: 2 ** 30 });
  const [row] = await facts.rows<{ id: string }>(
    sql`SELECT toString(${namedEventIdSql(literal.text("订单"), literal.text("号-1"))}) AS id`,
  );
  expect(row!.id).toBe(namedEventId("订单", "号-1"));
  await facts.close();
  rmSync(dataDir, { recursive: true, force: true });
});
