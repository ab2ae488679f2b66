import { expect, test } from "vitest";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const sources = globSync("src/**/*.ts", { cwd })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => ({ path, text: readFileSync(`${cwd}/${path}`, "utf8") }));

/** Statements that write, of either store; the table's name is the last group that matched. */
const WRITES = [
  /\.(?:insertInto|updateTable|deleteFrom)\(\s*"([a-z_]+)"/g,
  /\b(?:INSERT INTO|ALTER TABLE|DELETE FROM|TRUNCATE TABLE|OPTIMIZE TABLE) ([a-z][a-z_]*)\b/g,
  /\bfacts\.insert\(\s*"([a-z_]+)"/g,
];

/**
 * The room that writes each table. The engine, which makes all tables, may change their shape and fill them when it does; the catalogue
 * adds columns to `events`, which is shape too.
 */
function writers(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, text } of sources)
    for (const pattern of WRITES)
      for (const [, table] of text.matchAll(pattern)) {
        const room = path.split("/")[1]!;
        if (room !== "engine" && !(room === "catalogue" && table === "events"))
          found.set(table!, (found.get(table!) ?? new Set()).add(room));
      }
  return found;
}

test("each table is written by one room", () => {
  const found = writers();
  expect(found.size).toBeGreaterThan(40);
  const several = [...found].filter(([, rooms]) => rooms.size > 1).map(([table, rooms]) => `${table}: ${[...rooms].toSorted().join(", ")}`);
  expect(several.toSorted()).toEqual([]);
});

test("staging tables have names of one helper, by which a start knows what a crash left", () => {
  const wrong = sources
    .filter(({ path }) => path !== "src/engine/facts/stageTables.ts")
    .flatMap(({ path, text }) => (/[`"' ]stage_(?:\$|[a-z])/.test(text) ? [path] : []));
  expect(wrong).toEqual([]);
});
