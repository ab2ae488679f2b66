import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGES, withTypes } from "../scripts/webhook-types-doc.mjs";
import { WEBHOOK_TYPES, webhookBody } from "../src/contract/index.ts";

const pages = PAGES.map(({ path, lang }) => ({ lang, text: readFileSync(path, "utf8") }));

test("the guides have the types of messages as the registry has them: node scripts/webhook-types-doc.mjs writes them", () => {
  for (const { lang, text } of pages) expect(text).toBe(withTypes(text, lang));
});

test("every message that the guides show is what its type's schema says, and every type is shown", () => {
  for (const { text } of pages) {
    const shown = [...text.matchAll(/```json\n(.+?)\n```/gs)].map(([, json]) => JSON.parse(json!) as { type: string });
    for (const body of shown) webhookBody(WEBHOOK_TYPES.find(({ type }) => type === body.type)!).parse(body);
    expect(new Set(shown.map(({ type }) => type))).toEqual(new Set(WEBHOOK_TYPES.map(({ type }) => type)));
  }
});

test("names of types are words of letters joined by full stops, each once; a schema refuses what it does not know", () => {
  const names = WEBHOOK_TYPES.map(({ type }) => type);
  for (const name of names) expect(name).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
  expect(new Set(names).size).toBe(names.length);
  for (const type of WEBHOOK_TYPES) {
    type.data.parse(type.example);
    expect(type.data.safeParse({ ...(type.example as object), more: 1 }).success).toBe(false);
  }
});
