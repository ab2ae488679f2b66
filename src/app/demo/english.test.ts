import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inEnglish } from "./english.ts";

const document = parse(readFileSync(new URL("tags.yaml", import.meta.url), "utf8")) as { tags: Record<string, unknown>[] };
const CHINESE = /[\u4E00-\u9FFF]/;

test("in English nothing of the shop's tags is Chinese but names beside English ones and what rules compare with", () => {
  const { tags } = inEnglish(document);
  expect(tags).toHaveLength(document.tags.length);
  const left = tags.flatMap(({ rule: _rule, value: _value, name: _name, values, ...rest }) => [
    ...Object.values(rest),
    ...((values as { value: string }[] | undefined) ?? []).map(({ value }) => value),
  ]);
  expect(left.filter((text) => CHINESE.test(String(text)))).toEqual([]);
});

test("tiers that differ stay different, and rules are as they were", () => {
  for (const [index, tag] of inEnglish(document).tags.entries()) {
    const values = (tag["values"] as { value: string; rule: unknown }[] | undefined) ?? [];
    const names = [...values.map(({ value }) => value), tag["default"]];
    expect(new Set(names).size).toBe(names.length);
    expect(values.map(({ rule }) => rule)).toEqual(
      ((document.tags[index]!["values"] as { rule: unknown }[] | undefined) ?? []).map(({ rule }) => rule),
    );
    expect(tag["rule"]).toEqual(document.tags[index]!["rule"]);
  }
});
