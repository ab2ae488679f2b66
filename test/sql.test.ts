import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const sources = globSync("{src,test,bench}/**/*.ts", { cwd })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path !== "test/sql.test.ts" && path !== "src/engine/facts/sql/sql.test.ts")
  .map((path) => ({ path, text: readFileSync(`${cwd}/${path}`, "utf8") }));

/** Files that may make SQL of a constant that no tag can hold. Add one only for texts that stand in the code. */
const MAY_USE_RAW: readonly string[] = [];

test("sql.raw is used in the listed files only", () => {
  const used = sources.filter(({ text }) => /(?<![\w$])sql\.raw\(/.test(text)).map(({ path }) => path);
  expect(used.toSorted()).toEqual([...MAY_USE_RAW].toSorted());
});

test("Kysely's tag is called recordsSql wherever it is imported, so that `sql` always means the fact store", () => {
  const wrong = sources.filter(({ text }) => /import \{[^}]*\bsql\b(?! as recordsSql)[^}]*\} from "kysely"/.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("only the engine's own files make pieces from checked text", () => {
  const own = ["src/engine/facts/literal.ts", "src/engine/facts/sql/"];
  const wrong = sources.filter(
    ({ path, text }) => /import \{[^}]*\bpieceOf\b[^}]*\} from "[^"]*\/piece\.ts"/.test(text) && !own.some((each) => path.startsWith(each)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
