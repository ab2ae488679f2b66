import { expect, test } from "vitest";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const sources = globSync("src/**/*.ts", { cwd })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => ({ path, text: readFileSync(`${cwd}/${path}`, "utf8") }));

test("staging tables have names of one helper, by which a start knows what a crash left", () => {
  const wrong = sources
    .filter(({ path }) => path !== "src/engine/facts/stageTables.ts")
    .flatMap(({ path, text }) => (/[`"' ]stage_(?:\$|[a-z])/.test(text) ? [path] : []));
  expect(wrong).toEqual([]);
});
