import fc from "../../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDirectory } from "../../../test/support/directory.ts";
import { openFacts } from "../../engine/facts/open.ts";
import { literal, type Facts, sql, type Sql } from "../../engine/index.ts";
import {
  BLANKS,
  formatDecimal,
  INVISIBLE,
  isMissingWord,
  isSheetError,
  cleanText,
  MISSING_WORDS,
  NO,
  readBoolean,
  readNumber,
  readText,
  SHEET_ERRORS,
  YES,
  type NumberFormat,
} from "../../kernel/index.ts";
import { booleanSql } from "./boolean.ts";
import { decimalSql } from "./number.ts";
import { plainNumberSql } from "./numberText.ts";
import { cleanSql, sheetErrorSql } from "./text.ts";
import { missingSql } from "./words.ts";

let facts: Facts;
const directory = testDirectory("twins");

beforeAll(async () => {
  facts = await openFacts({ dataDir: directory.path, memoryBytes: 2 ** 30 });
});
afterAll(async () => {
  await facts.close();
  directory.remove();
});

/** What the expressions over `x` make of each text. */
async function read(texts: readonly string[], expressions: Readonly<Record<string, Sql>>): Promise<Record<string, unknown>[]> {
  const columns = Object.entries(expressions).map(([name, statement]) => sql`${statement} AS ${sql.id(name)}`);
  return facts.rows(
    sql`
      SELECT ${sql.join(columns)}
      FROM (
        SELECT CAST(text AS Nullable(String)) AS x, place
        FROM system.one
        ARRAY JOIN ${literal.texts(texts)} AS text, range(${literal.integer(texts.length)}) AS place
      )
      ORDER BY place
    `,
    { settings: { max_query_size: 50_000_000 } },
  );
}

const anyEdge = fc.string({
  unit: fc.constantFrom(...[...BLANKS, ...INVISIBLE].flatMap(([from, to]) => [String.fromCodePoint(from), String.fromCodePoint(to)])),
  maxLength: 3,
});
/** The engine knows the normal forms of another year's Unicode: only letters that both know. */
const anyLetters = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."上海 ab#éé́ﬀ①²ⅣＡａ　½\u00a0\u200b\u0301が\u30ab\u3099한\u1112\u1161\u11ab😀❤\ufe0f") }),
  fc.constantFrom(...SHEET_ERRORS, "#n/a", "####", "# #", ...MISSING_WORDS, ...YES, ...NO, "Ｎ／Ａ", "𝐘𝐄𝐒", "nıl", "NİL"),
);
const around = (text: fc.Arbitrary<string>) => fc.tuple(anyEdge, text, anyEdge).map((parts) => parts.join(""));

test("files clean texts as programs' messages are cleaned: NFC, ends cut, errors of a sheet missing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(around(anyLetters), { minLength: 200, maxLength: 200 }), async (texts) => {
      const rows = await read(texts, {
        clean: cleanSql(sql`x`),
        broken: sheetErrorSql(sql`x`),
        missing: missingSql(sql`x`),
        flag: booleanSql(sql`x`),
      });
      for (const [index, text] of texts.entries()) {
        const flag = readBoolean(text);
        const cleaned = cleanText(text);
        expect({ text, ...rows[index] }).toEqual({
          text,
          clean: readText(text) ?? "",
          broken: cleaned !== undefined && isSheetError(cleaned) ? 1 : 0,
          missing: isMissingWord(text) ? 1 : 0,
          flag: flag.kind === "boolean" ? Number(flag.value) : null,
        });
      }
    }),
    { numRuns: 10 },
  );
});

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const anyGrouped = fc
  .tuple(
    digits(3),
    fc.constantFrom(",", ".", " ", "'", "\u00a0", "\u202f", "’", "，"),
    fc.array(fc.stringMatching(/^[0-9]{3}$/), { maxLength: 3 }),
  )
  .map(([first, by, rest]) => [first, ...rest].join(by));
const anyFraction = fc.tuple(fc.constantFrom(".", ",", "．", ""), fc.stringMatching(/^[0-9]{0,8}$/)).map((parts) => parts.join(""));
const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const some = (...words: string[]) => fc.oneof({ weight: 4, arbitrary: fc.constant("") }, fc.constantFrom(...words));
const anyNumber = fc
  .tuple(
    some("(", "（", "-", "+", "−"),
    some("￥", "¥", "US$", "€ ", "RMB", "-", "￥ -"),
    fc.oneof(anyGrouped, digits(14)),
    anyFraction,
    some("e3", "E-2", "万", " 亿", "千", "百万", "%", "‰", "萬", "万亿"),
    some("元", " 元", "块", "CNY", "€", "-", "元整"),
    some(")", "）", "-"),
    fc.boolean(),
  )
  .map(([open, before, whole, fraction, unit, after, close, isWide]) => {
    const text = `${open}${before}${whole}${fraction}${unit}${after}${close}`;
    return isWide ? wide(text) : text;
  });
const anyAmount = around(
  fc.oneof(
    { weight: 8, arbitrary: anyNumber },
    fc.string({ unit: fc.constantFrom(..."0123456789.,-+()%元万¥e '") }),
    fc.constantFrom(...MISSING_WORDS, "192.168.100.200", "1.2.3", "0x10", "nan", "inf", "1e400"),
  ),
);

test("files read numbers as programs' messages are read, in both formats", async () => {
  for (const format of ["1,234.56", "1.234,56"] as const satisfies readonly NumberFormat[])
    await fc.assert(
      fc.asyncProperty(fc.array(anyAmount, { minLength: 300, maxLength: 300 }), async (texts) => {
        const plain = plainNumberSql(sql`x`, format);
        const rows = await read(texts, {
          plain: sql`isNotNull(${plain})`,
          value: sql`round(${decimalSql(plain)}, 6)`,
          missing: missingSql(sql`x`),
        });
        for (const [index, text] of texts.entries()) {
          const { plain: shaped, value, missing } = rows[index]! as { plain: number; value: string | null; missing: number };
          const large = value === null || Math.abs(Number(value)) >= 1e12;
          const kind = shaped === 0 ? (missing === 1 ? "missing" : "shape") : large ? "range" : value;
          const found = readNumber(text, format);
          const wanted = found.kind === "number" ? formatDecimal(found.value) : found.kind === "unreadable" ? found.why : found.kind;
          expect({ text, kind }).toEqual({ text, kind: wanted });
        }
      }),
      { numRuns: 10 },
    );
});
