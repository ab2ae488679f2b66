import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const sources = globSync("{src,test,bench}/**/*.ts", { cwd })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path !== "test/sql.test.ts" && path !== "src/engine/facts/sql/sql.test.ts")
  .map((path) => ({ path, text: readFileSync(`${cwd}/${path}`, "utf8") }));

test("no statement is a plain string", () => {
  const plain = /(?<!(?:sql|recordsSql))[`"](?:SELECT|INSERT INTO|ALTER TABLE|CREATE TABLE|DROP TABLE) /;
  // Databases of others have a language of their own, and the engine's tests and benches talk to stores without the engine.
  const others = /^src\/(?:engine\/records\/|sources\/kinds\/)|\.test\.ts$|^test\/|^bench\//;
  const wrong = sources.filter(({ path, text }) => !others.test(path) && plain.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("Kysely's tag is called recordsSql wherever it is imported, so that `sql` always means the fact store", () => {
  const wrong = sources.filter(({ text }) => /import \{[^}]*\bsql\b(?! as recordsSql)[^}]*\} from "kysely"/.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("only the engine's own files make pieces from checked text; tests have one helper", () => {
  const own = ["src/engine/facts/literal.ts", "src/engine/facts/sql/", "test/support/statementOf.ts"];
  const wrong = sources.filter(
    ({ path, text }) => /import \{[^}]*\bpieceOf\b[^}]*\} from "[^"]*\/piece\.ts"/.test(text) && !own.some((each) => path.startsWith(each)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
