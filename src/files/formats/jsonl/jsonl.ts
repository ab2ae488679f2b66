import { literal, sql } from "../../../engine/index.ts";
import { CUT, SAFE, type Scope, type Value } from "../../../mapping/index.ts";
import { asUtf8, encodingWarnings } from "../../encoding/index.ts";
import type { Reading, StagedFile } from "../../stagedFile.ts";
import { kindsOf } from "./jsonTypes.ts";
import { pathOf, valueOfKind } from "./value.ts";

/** Most keys of a file that an error message can list. */
const MAX_KEYS = 3_000;

/**
 * The engine's JSON reader would round a number with more digits than a double holds. Therefore such numbers outside strings get quotes
 * first. Control characters mark the places, because JSON forbids them in text.
 */
const STRING_OR_NUMBER = literal.text(String.raw`("(?:[^"\\]|\\.)*")|(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)`);
const OPEN = "\x01";
const CLOSE = "\x02";
const MARKED = sql`replaceRegexpAll(line, ${STRING_OR_NUMBER}, ${literal.text(String.raw`\1${OPEN}\2${CLOSE}`)})`;
const NUMBERS_MARKED = sql`replaceAll(${MARKED}, ${literal.text(OPEN + CLOSE)}, '')`;
const EXACT = sql`replaceAll(replaceAll(${NUMBERS_MARKED}, ${literal.text(OPEN)}, '"'), ${literal.text(CLOSE)}, '"')`;
const LONG_NUMBER = literal.text("[0-9][0-9.]{15,}");

/** A line with a text that may need cleaning: with an escape or an odd character (compile/text.ts). Most files have none. */
const ODD_LINE = literal.text(String.raw`\\|[:,\[]\s*"[#${CUT}]|[${CUT}]"\s*[,}\]]|[^${SAFE}]`);

/** Reads JSON lines: one object on each line. `used` are the names in the mapping's expressions. */
export async function readJsonl(reading: Reading, used: readonly string[]): Promise<StagedFile> {
  const { facts, file, directory } = reading;
  const { path, encoding } = await asUtf8(file, reading.encoding, `${directory}/utf8.jsonl`);
  const { table } = await facts.stage(path, { ...reading.run, format: "LineAsString", structure: sql`line String`, numbered: true });
  const blank = sql`_row <= ${literal.integer(reading.skipRows ?? 0)} OR trimBoth(replaceAll(line, '\\r', '')) = ''`;
  const object = sql`(isValidJSON(line) AND JSONType(line) = 'Object')`;
  const [found] = await facts.rows<{ keys: string[]; odd: number }>(
    sql`
      SELECT
        groupUniqArrayArray(${literal.integer(MAX_KEYS)})(JSONExtractKeys(line)) AS keys,
        max(match(line, ${ODD_LINE})) AS odd
      FROM ${sql.id(table)}
      WHERE NOT (${blank}) AND ${object}
    `,
    reading.run,
  );
  const keys = new Set(found!.keys.toSorted());
  const kinds = await kindsOf({ facts, table, where: sql`NOT (${blank}) AND ${object}`, keys, used, run: reading.run });
  const value = (name: string): Value | undefined => {
    const kind = kinds.get(name);
    return kind && valueOfKind(pathOf(name, keys), kind, found!.odd === 1, reading.lets);
  };
  const scope: Scope = { names: [...keys], column: (name) => (keys.has(name) ? value(name) : undefined), path: value };
  return {
    format: "jsonl",
    table,
    scope,
    from: () => sql`(SELECT _row, line, if(match(line, ${LONG_NUMBER}), ${EXACT}, line) AS json FROM ${sql.id(table)})`,
    blank,
    faults: [{ reason: "JSON_INVALID", when: sql`NOT ${object}` }],
    line: sql`_row`,
    printed: [{ name: "line", sql: sql`line` }],
    encoding,
    warnings: encodingWarnings(encoding),
  };
}
