import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { en } from "./en/index.ts";
import { zh } from "./zh/index.ts";

type Tree = { readonly [key: string]: string | Tree };

/** Every key with its text. `_one` and `_other` are one key: Chinese has no plural. */
function textsOf(tree: Tree, before = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[before + key, value]] : textsOf(value, `${before}${key}.`),
  );
}

const keyOf = (name: string): string => name.replace(/_(one|other)$/, "");
const keysOf = (tree: Tree): string[] => [...new Set(textsOf(tree).map(([key]) => keyOf(key)))].toSorted();

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts") && !/^i18n\/(zh|en)\//.test(name.replaceAll("\\", "/")))
  .map((name) => readFileSync(join(root, name), "utf8"))
  .join("\n");

/** Whole keys, `"tags.name"`, and the fixed beginnings of composed ones, `kind.${…}`. */
const whole = new Set([...sources.matchAll(/"([a-z]\w*(?:\.[\w-]+)+)"/gi)].map(([, key]) => key!));
const begun = [...sources.matchAll(/`([a-z]\w*(?:\.[\w-]+)*\.?\w*)\$\{/gi)].map(([, key]) => key!).filter((key) => key.includes("."));

test("Chinese and English have the same keys", () => {
  expect(keysOf(en)).toEqual(keysOf(zh));
});

test("no key stands unused", () => {
  const unused = keysOf(zh).filter((key) => !whole.has(key) && !begun.some((beginning) => key.startsWith(beginning)));
  expect(unused).toEqual([]);
});

test("no key is asked for that does not exist", () => {
  const known = new Set(keysOf(zh));
  const asked = [...sources.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => key!);
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
});

test("both languages fill in the same values, and no text is empty", () => {
  const valuesOf = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).toSorted();
  const english = new Map(textsOf(en).map(([key, text]) => [keyOf(key), text]));
  for (const [key, text] of textsOf(zh)) {
    expect(text, key).not.toBe("");
    expect(valuesOf(english.get(keyOf(key)) ?? ""), key).toEqual(valuesOf(text));
  }
});

test("no component writes Chinese by itself", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
  const written = files.filter((name) =>
    /\p{Script=Han}/u.test(readFileSync(join(root, name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")),
  );
  // A language is named in itself, and the samples of YAML are data.
  expect(written.toSorted()).toEqual(["pages/settings/Person.tsx", "pages/tags/DefineDrawer.tsx", "shell/TopBar.tsx"]);
});
