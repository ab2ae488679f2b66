import { expect, test } from "vitest";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ERRORS } from "../src/kernel/index.ts";
import { errorsDoc } from "../scripts/errors-doc.mjs";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${cwd}/${path}`, "utf8");
const codes = Object.keys(ERRORS);

/** Sources that may throw: neither the registry nor tests. */
const sources = globSync("src/**/*.{ts,tsx}", { cwd })
  .filter((path) => !path.startsWith("src/kernel/errors/") && !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: read(path) }));

test("docs/errors.md is what the registry says: node scripts/errors-doc.mjs writes it", async () => {
  expect(read("docs/errors.md")).toBe(await errorsDoc());
});

test("every code belongs to one area, and every area is in the registry", async () => {
  const areas = globSync("src/kernel/errors/*.ts", { cwd }).filter((path) => !/(index|problem|\.test)\.ts$/.test(path));
  expect(areas.length).toBeGreaterThan(3);
  const named = areas.flatMap((path) => [...read(path).matchAll(/^ {2}([A-Z][A-Z0-9_]*): entry/gm)].map(([, code]) => code!));
  expect(named.toSorted()).toEqual(codes.toSorted());
});

test("every code is thrown somewhere in src", () => {
  const used = new Set(sources.flatMap(({ text }) => text.match(/"[A-Z][A-Z0-9_]+"/g) ?? []).map((quoted) => quoted.slice(1, -1)));
  expect(codes.filter((code) => !used.has(code))).toEqual([]);
});

test("every code that src throws is in the registry", () => {
  const unknown = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\bproblem\(\s*"([^"]+)"/g)].filter(([, code]) => !codes.includes(code!)).map(([, code]) => `${path}: ${code}`),
  );
  expect(unknown).toEqual([]);
});

test("every error speaks both languages, in sentences, with a status and an exit code", async () => {
  const page = await errorsDoc();
  const wrong = codes.filter((code) => {
    const [, , status, exit, zh, en] =
      page
        .split("\n")
        .find((line) => line.startsWith(`| \`${code}\` |`))
        ?.split(/(?<!\\)\|/)
        .map((cell) => cell.trim()) ?? [];
    const spoken = /[一-鿿].*[。？）}]$/.test(zh ?? "") && /^[^。！？，；：]*[a-z][^。！？，；：]*[.?)}]$/.test(en ?? "");
    return !spoken || !/^[45]\d\d$/.test(status!) || !["1", "2", "3", "4", "5", "6", "7", "130"].includes(exit!);
  });
  expect(wrong).toEqual([]);
});
