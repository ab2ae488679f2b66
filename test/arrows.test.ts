import { expect, test } from "vitest";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isTest, notForBrowsers, roomOf, ROOMS, wrongArrows, type SourceFile } from "./support/arrows.ts";
import { importsOf } from "./support/imports.ts";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${cwd}/${path}`, "utf8");
const find = (...patterns: string[]) =>
  globSync(patterns, { cwd })
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted();

const paths = find("src/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}");
const files: SourceFile[] = paths.map((path) => ({ path, imports: importsOf(path, read(path)) }));

test("there is something to hold: files, and imports between rooms", () => {
  expect(files.length).toBeGreaterThan(100);
  const between = files.flatMap(({ path, imports }) =>
    imports.filter(({ specifier }) => /^(\.\.\/)+[a-z]+\/index\.ts$/.test(specifier ?? "") && roomOf(path)),
  );
  expect(between.length).toBeGreaterThan(100);
});

test("a room imports only rooms above it, through their doors", () => {
  expect(wrongArrows(files)).toEqual([]);
});

test("docs/ARCHITECTURE.md lists the rooms there are, in their order", () => {
  const section = /^## Rooms$([\s\S]*?)^## /m.exec(read("docs/ARCHITECTURE.md"))![1]!;
  const listed = [...section.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, room]) => room);
  expect(listed).toEqual(ROOMS.filter((room) => existsSync(`${cwd}/src/${room}`)));
});

test("nothing of Node reaches the browser", () => {
  const entries = paths.filter((path) => path.startsWith("src/web/") && !isTest(path) && !path.endsWith(".config.ts"));
  expect(entries.length).toBeGreaterThan(0);
  expect(notForBrowsers(files, [...entries, "src/rules/language/index.ts"])).toEqual([]);
});

test("every folder of src is a room, with its door and a ROOM.md of at most 60 lines", () => {
  const wrong = readdirSync(`${cwd}/src`, { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry;
    if (!entry.isDirectory()) return [`src/${name} is in no room`];
    if (!ROOMS.includes(name)) return [`src/${name} is no room; the list stands in test/support/arrows.ts`];
    const room = `src/${name}/ROOM.md`;
    const door = name === "web" ? "src/web/main.tsx" : `src/${name}/index.ts`;
    return [
      ...(existsSync(`${cwd}/${door}`) ? [] : [`${door} is missing`]),
      ...(!existsSync(`${cwd}/${room}`)
        ? [`${room} is missing`]
        : read(room).split("\n").length > 61
          ? [`${room} is longer than 60 lines`]
          : []),
    ];
  });
  expect(wrong).toEqual([]);
});

test("what ARCHITECTURE says of one event's way names code that there is", () => {
  const section = /^## From one event[\s\S]*?^## Requests/m.exec(read("docs/ARCHITECTURE.md"))![0];
  const named = new Set(Array.from(section.matchAll(/`([a-z]+[A-Z][A-Za-z]*)`/g), ([, name]) => name!));
  const code = paths
    .filter((path) => !isTest(path))
    .map(read)
    .join("\n");
  expect(named.size).toBeGreaterThan(10);
  expect([...named].filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});

test("members, their history and overrides are written by one room", () => {
  const written =
    /(?:INSERT INTO|ALTER TABLE|DELETE FROM|TRUNCATE TABLE) (members|membership_changes)\b|(?:insertInto|updateTable|deleteFrom)\("(overrides)"/g;
  const found = paths
    .filter((path) => !isTest(path) && !path.startsWith("src/engine/"))
    .flatMap((path) => Array.from(read(path).matchAll(written), ([, facts, records]) => `${facts ?? records}: ${path}`));
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((place) => !/: src\/membership\//.test(place))).toEqual([]);
});

test("no file is longer than 300 lines, tests and data aside", () => {
  const code = find("{src,test,scripts,bench,bin}/**/*.{ts,tsx,mjs,css}", "*.ts").filter((path) => !isTest(path));
  const long = code.map((path) => ({ path, lines: read(path).trimEnd().split("\n").length })).filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test("every form of import is seen", () => {
  const source = `import a, { type B } from "./1.ts"; import type { C } from "./2.ts"; export * from "./3.ts"; export { d } from "./4.ts";
    export type { E } from "./5.ts"; import "./6.ts"; const f = await import("./7.ts"); type G = import("./8.ts").G;
    type H = typeof import("./9.ts"); import i = require("./10.ts"); const j = require("./11.ts"); const k = await import(name);
    const l = "import x from './12.ts'"; // import y from "./13.ts"
    export const view = <p>import z from "./14.ts"</p>;`;
  const seen = importsOf("made-up.tsx", source).map(({ specifier, form }) => `${form} ${specifier}`);
  expect(seen).toEqual(
    [
      "static ./1.ts",
      "type ./2.ts",
      "static ./3.ts",
      "static ./4.ts",
      "type ./5.ts",
      "static ./6.ts",
      "dynamic ./7.ts",
      "type ./8.ts",
    ].concat(["type ./9.ts", "require ./10.ts", "require ./11.ts", "dynamic null"]),
  );
});

test.for([
  ["src/tags/a.ts", "../membership/index.ts", "membership stands below tags"],
  ["src/membership/a.ts", "../tags/read.ts", "goes past tags's door: import src/tags/index.ts"],
  ["src/membership/deep/a.ts", "../../tags/index.ts", undefined],
  ["src/tags/a.ts", "./deep/b.ts", undefined],
  ["src/tags/a.ts", "../../test/support/engine.ts", "test/support/engine.ts is in no room"],
  ["src/tags/a.test.ts", "../../test/support/engine.ts", undefined],
  ["src/tags/a.test.ts", "../membership/index.ts", undefined],
  ["src/tags/a.test.ts", "../membership/commit.ts", "goes past membership's door: import src/membership/index.ts"],
  ["src/tags/a.test.ts", "../engine/records/open.ts", undefined],
  ["src/tags/a.ts", "../engine/records/open.ts", "goes past engine's door: import src/engine/index.ts"],
  ["src/tags/a.ts", "chdb", "only engine imports chdb"],
  ["src/tags/a.ts", "chdb/connection", "only engine imports chdb/connection"],
  ["src/tags/a.ts", "pg", "only engine imports pg"],
  ["src/api/a.ts", "react", "only web imports react"],
  ["src/kernel/a.ts", "zod", "kernel imports no package"],
  ["src/web/a.tsx", "../tags/index.ts", "web may import only src/kernel/index.ts, src/contract/index.ts, src/rules/language/index.ts"],
  ["src/web/a.tsx", "../rules/language/index.ts", undefined],
  ["src/membership/a.ts", "../rules/language/index.ts", undefined],
  ["src/rules/language/a.ts", "../leaves/event/language.ts", undefined],
  ["src/rules/language/a.ts", "../plan/index.ts", "the rule language imports what the browser cannot have"],
  ["src/rules/leaves/event/language.ts", "./sql.ts", "the rule language imports what the browser cannot have"],
  ["src/rules/leaves/event/language.ts", "../../../tags/index.ts", "rules may import only src/kernel/index.ts, src/contract/index.ts"],
  ["src/rules/leaves/event/sql.ts", "../../../engine/index.ts", undefined],
  ["src/cli/version.ts", "../../package.json", undefined],
] as const)("%s importing %s: %s", ([path, specifier, expected]) => {
  const found = wrongArrows([{ path, imports: [{ specifier, form: "static", line: 1 }] }]);
  expect(found).toEqual(expected === undefined ? [] : [`${path}:1: ${expected}`]);
});

test("Node's modules are found however deep they lie", () => {
  const made = [
    { path: "src/web/main.tsx", imports: [{ specifier: "../contract/index.ts", form: "static", line: 1 }] },
    { path: "src/contract/index.ts", imports: [{ specifier: "node:fs", form: "dynamic", line: 1 }] },
  ] as const;
  expect(notForBrowsers(made, ["src/web/main.tsx"])).toEqual(["node:fs reaches the browser: src/web/main.tsx → src/contract/index.ts"]);
});

test("what a process remembers of a workspace stands in ctx.caches, where it says what makes it stale", () => {
  // What hangs on a rule, which is frozen, or on the text of a template, which stands in the code, cannot become stale.
  const allowed = ["src/rules/language/sense/implies.ts", "src/engine/facts/sql/layout.ts"];
  const hidden = paths
    .filter((path) => !isTest(path) && !path.startsWith("src/web/") && !allowed.includes(path))
    .filter((path) => /new WeakMap\b/.test(read(path)));
  expect(hidden).toEqual([]);
});
