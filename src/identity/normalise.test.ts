import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { literal, openEngine, type Engine } from "../engine/index.ts";
import { normaliseExternal, normaliseIdentity } from "./normalise.ts";
import { normaliseSql } from "./normaliseSql.ts";
import { platformOf } from "./platforms.ts";

let engine: Engine;
const dataDir = mkdtempSync(join(tmpdir(), "tagwise-identity-"));

beforeAll(async () => {
  engine = await openEngine({ dataDir });
});
afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const phone = (external: string) => normaliseExternal(platformOf("phone")!, external);

test("a phone number has one form however it is written", () => {
  for (const written of [
    "13800138000",
    "138-0013-8000",
    " 138 0013 8000 ",
    "+86 138 0013 8000",
    "0086-13800138000",
    "８６１３８００１３８０００",
  ])
    expect(phone(written)).toBe("+8613800138000");
  expect(phone("0571-8888 8888")).toBe("+8657188888888");
  expect(phone("(010) 8888-8888")).toBe("+861088888888");
  expect(phone("+1 (415) 555-2671")).toBe("+14155552671");
});

test("what is no phone number identifies nobody", () => {
  for (const written of ["", "无", "0", "12345", "11111111111", "138****8000", "138001380001", "400-800-8888", "13800138000 转 8", "null"])
    expect(phone(written)).toBe("");
});

test("an e-mail address is compared without case and blanks; other ids keep theirs", () => {
  expect(normaliseIdentity({ platform: "邮箱", external: "　Li.Lei@Example.COM " })).toEqual({
    platform: "email",
    external: "li.lei@example.com",
  });
  expect(normaliseIdentity({ platform: "email", external: "li lei@example.com" })).toBeUndefined();
  expect(normaliseIdentity({ platform: "淘宝", external: " 小红Abc " })).toEqual({ platform: "taobao", external: "小红Abc" });
});

test("a placeholder is no identity", () => {
  for (const external of ["", "  ", "NULL", "undefined", "NaN", "x".repeat(501)])
    expect(normaliseIdentity({ platform: "crm", external })).toBeUndefined();
  expect(normaliseIdentity({ platform: "a:b", external: "1" })).toBeUndefined();
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."0123456789+-() ./８６０＋　\u00a01386"), maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(..."aZ.@＠．　 \tİ中"), maxLength: 20 }),
  fc.tuple(fc.constantFrom("", "+86", "0086", "86", "0", "+86 0", "+"), fc.stringMatching(/^1?\d{9,11}$/)).map((parts) => parts.join("")),
  fc.constantFrom("NULL", " n/a", "None", "[object Object]", "中".repeat(167)),
);

test("JavaScript and SQL give every text the same one form, and normalising twice changes nothing", async () => {
  const texts = fc.sample(anyText, 3_000).map((text) => text.toWellFormed().replaceAll("\0", ""));
  for (const code of ["phone", "email", "taobao"]) {
    const platform = platformOf(code)!;
    const rows = await engine.facts.rows<{ given: string; form: string }>(
      `SELECT given, ${normaliseSql(platform, "given")} AS form FROM (SELECT arrayJoin(${literal.texts(texts)}) AS given)`,
      { settings: { max_query_size: 10_000_000 } },
    );
    expect(rows).toHaveLength(texts.length);
    for (const { given, form } of rows) {
      expect({ given, form }).toEqual({ given, form: normaliseExternal(platform, given) });
      if (form !== "") expect(normaliseExternal(platform, form)).toBe(form);
    }
  }
});
