import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { literal, openEngine, type Engine, sql } from "../engine/index.ts";
import { normaliseExternal, normaliseIdentity, readIdentity } from "./normalise.ts";
import { identityFaultSql, normaliseSql } from "./normaliseSql.ts";
import { USUAL_PLACEHOLDERS } from "./placeholders/placeholders.ts";
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
const email = (external: string) => normaliseExternal(platformOf("email")!, external);
const fault = (platform: string, external: string) => readIdentity({ platform, external }, USUAL_PLACEHOLDERS);

test("a phone number has one form however it was copied", () => {
  for (const written of [
    "13912340000",
    "139-1234-0000",
    " 139 1234 0000 ",
    "+86 139 1234 0000",
    "0086-13912340000",
    "8613912340000",
    "(86)13912340000",
    "（+86）139 1234 0000",
    "013912340000",
    "８６１３９１２３４００００",
    "\u202a13912340000\u202c",
    "\u200e+86\u00a0139\u20091234\u20090000",
    "\ufeff139\u20131234\u20140000",
    "139\u20111234\u22120000",
    "139\u200b1234\u00ad0000",
    "139.1234.0000",
    "139·1234·0000",
    "tel:+86-139-1234-0000",
    "TEL: 13912340000",
    "电话：13912340000",
    "手机号:139 1234 0000",
    "电话/手机: 13912340000",
    "13912340000（微信同号）",
    "'13912340000",
    "’13912340000",
    '="13912340000"',
    "13912340000.0",
    "13912340000.00",
    "13,912,340,000",
    "1.3912340000E10",
    "1.3912340000E+10",
    "1.3912340000e+010",
    "13912340000,",
  ])
    expect([written, phone(written)]).toEqual([written, "+8613912340000"]);
  expect(phone("1.3800138E10")).toBe("+8613800138000");
  expect(phone("0571-8888 8888")).toBe("+8657188888888");
  expect(phone("(010) 8888-8888")).toBe("+861088888888");
  expect(phone("+1 (415) 555-2671")).toBe("+14155552671");
  expect(phone("(+1) 415 555 2671")).toBe("+14155552671");
});

test("a number that is none says why: its digits are lost, it is two, or it is no phone number", () => {
  for (const written of ["1.38E+10", "1.3912E+10", "1.38E10", "138****8000", "138xxxx8000", "138 •••• 8000"])
    expect([written, fault("phone", written)]).toEqual([written, "lost"]);
  for (const written of ["13912340000/13912340001", "13912340000、13912340001", "13912340000；13912340001", "139 1234 0000 / 010-88888888"])
    expect([written, fault("phone", written)]).toEqual([written, "several"]);
  expect(fault("phone", "13912340000 13912340001")).toBe("several");
  for (const written of ["12345", "11111111111", "139123400001", "400-800-8888", "13912340000 转 8", "139+12340000", "李雷"])
    expect([written, fault("phone", written)]).toEqual([written, "phone"]);
  expect(fault("phone", " \u200b ")).toBe("empty");
  expect(fault("email", "lilei.example.com")).toBe("email");
  expect(fault("crm", "x".repeat(501))).toBe("long");
  expect(fault("a:b", "1")).toBe("platform");
});

test("an e-mail address has one form however it was copied", () => {
  for (const written of [
    "Li.Lei@Shop.COM",
    "　Li.Lei＠Ｓhop.com ",
    "mailto:li.lei@shop.com?subject=hi",
    "<li.lei@shop.com>",
    '"Li Lei" <li.lei@shop.com>',
    "李雷 <Li.Lei@shop.com>;",
    "邮箱：li.lei@shop.com",
    "li.lei@shop。com",
    "\u202ali.lei\u200b@shop.com\u202c",
    "li.lei @ shop.com",
    "li.lei@shop.com,",
  ])
    expect([written, email(written)]).toEqual([written, "li.lei@shop.com"]);
  for (const written of ["li lei@shop.com", "a@b.cn;c@d.cn", "a@b", "@shop.com"]) expect([written, email(written)]).toEqual([written, ""]);
});

test("other ids keep their case and what is inside; blanks and invisible marks at their ends do not count, nor how letters are composed", () => {
  expect(normaliseIdentity({ platform: "淘宝", external: " \u202a小红Abc\u2009\u200b" })).toEqual({
    platform: "taobao",
    external: "小红Abc",
  });
  expect(normaliseIdentity({ platform: "web", external: "Cafe\u0301" })).toEqual({ platform: "web", external: "Café" });
});

test("the error of a sheet is no identity", () => {
  for (const external of ["#N/A", " #ref! ", "#DIV/0!", "#NAME?", "########"])
    for (const platform of ["member", "phone", "email"]) expect([external, fault(platform, external)]).toEqual([external, "placeholder"]);
  expect(fault("member", "#12")).toEqual({ platform: "member", external: "#12" });
});

test("a placeholder names nobody, on any platform, in any case and width, zeros however many", () => {
  for (const external of ["NULL", "undefined", "NaN", "Guest", "ＧＵＥＳＴ", "匿名", "游客", "未登录", "0", "000000", "-1", "test", "n/a"])
    expect([external, fault("member", external)]).toEqual([external, "placeholder"]);
  expect(fault("device", "00000000-0000-0000-0000-000000000000")).toBe("placeholder");
  for (const external of ["13800138000", "+86 138 0013 8000", "138-0000-0000"]) expect(fault("phone", external)).toBe("placeholder");
  for (const external of ["admin@example.com", "NoReply@any.shop.com"]) expect(fault("email", external)).toBe("placeholder");
  for (const [platform, external] of [
    ["member", "10"],
    ["member", "guest1"],
    ["phone", "13800138001"],
    ["member", "13800138000"],
    ["email", "reply@any.shop.com"],
  ] as const)
    expect([external, typeof fault(platform, external)]).toEqual([external, "object"]);
});

const DIGITS = fc.stringMatching(/^1[3-9]\d{9}$/).filter((digits) => phone(digits) !== "");
const between = fc.constantFrom("", "", " ", "-", "\u2011", "\u2013", "\u00a0", "\u2009", "\u3000", "\u200b", ".", "·", "/");
const marks = fc.constantFrom("", " ", "\u202a", "\u200e", "\ufeff", "\u3000", "\u2060");
const before = fc.constantFrom("", "+86", "+86 ", "0086", "86", "(86)", "（+86）", "0", "tel:", "电话：", "手机/电话: ", "'", "TEL +86-");
const after = fc.constantFrom("", "", ")", "（微信同号）", ",", " \u202c");
const wide = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
/** Random spellings of one number. */
const spelling = (digits: string) =>
  fc
    .tuple(marks, before, between, between, fc.boolean(), after, marks)
    .map(([a, b, c, d, isWide, e, f]) => {
      const number = digits.slice(0, 3) + c + digits.slice(3, 7) + d + digits.slice(7);
      return a + b + (isWide ? wide(number) : number) + e + f;
    })
    .chain((spelled) =>
      fc.constantFrom(spelled, `${digits}.0`, `${digits[0]}.${digits.slice(1)}E10`, `${digits[0]}.${digits.slice(1)}E+10`, `="${digits}"`),
    );

test("any spelling of a number is the number, in JavaScript as in SQL", async () => {
  const cases = fc.sample(
    DIGITS.chain((digits) => spelling(digits).map((spelled) => ({ digits, spelled }))),
    2_000,
  );
  for (const { digits, spelled } of cases) expect([spelled, phone(spelled)]).toEqual([spelled, `+86${digits}`]);
  const forms = await sqlForms(
    "phone",
    cases.map(({ spelled }) => spelled),
  );
  expect(forms.map(({ form }) => form)).toEqual(
    cases.map(({ digits }) => (USUAL_PLACEHOLDERS.has({ platform: "phone", external: `+86${digits}` }) ? "" : `+86${digits}`)),
  );
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."0123456789+-() ./８６０＋　\u00a01386"), maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(..."0123456789138+,.eE*xX/、电话 手机tel:'\u202a\u2013=\""), maxLength: 16 }),
  fc.string({ unit: fc.constantFrom(..."aZ.@＠．　 \tİ中<>,;?:mailto\u200b。"), maxLength: 20 }),
  fc
    .tuple(fc.constantFrom("", "+86", "0086", "86", "0", "+86 0", "+", "+0086"), fc.stringMatching(/^1?\d{9,11}$/))
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.stringMatching(/^\d$/), fc.stringMatching(/^\d{0,12}$/), fc.constantFrom("e", "E+", "E+0", "e-"), fc.nat(14))
    .map(([a, b, e, n]) => `${a}.${b}${e}${n}`),
  fc.tuple(DIGITS, fc.constantFrom("/", "、", " ", ";", "或"), DIGITS).map((parts) => parts.join("")),
  fc.constantFrom(
    "NULL",
    " n/a",
    "None",
    "[object Object]",
    "中".repeat(167),
    "0-0",
    "noreply@x.cn",
    "#N/A",
    " #value!",
    "#####",
    "#1",
    "１３８００１３８０００",
  ),
);

async function sqlForms(code: string, texts: readonly string[]) {
  const platform = platformOf(code)!;
  const form = normaliseSql(platform, sql`given`);
  return engine.facts.rows<{ given: string; form: string; fault: string }>(
    sql`
      SELECT given, ${form} AS form, ${identityFaultSql(platform, sql`given`)} AS fault
      FROM (SELECT arrayJoin(${literal.texts(texts)}) AS given)
    `,
    { settings: { max_query_size: 10_000_000 } },
  );
}

test("JavaScript and SQL give every text the same one form or the same reason, and normalising twice changes nothing", async () => {
  const texts = fc.sample(anyText, 4_000).map((text) => text.toWellFormed().replaceAll("\0", ""));
  for (const code of ["phone", "email", "taobao"]) {
    const rows = await sqlForms(code, texts);
    expect(rows).toHaveLength(texts.length);
    for (const { given, form, fault: why } of rows) {
      const read = fault(code, given);
      expect({ given, form: form === "" ? why : form }).toEqual({ given, form: typeof read === "string" ? read : read.external });
      if (form !== "") expect(normaliseExternal(platformOf(code)!, form)).toBe(form);
    }
  }
});
