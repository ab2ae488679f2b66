import type { Mapping } from "../../contract/index.ts";
import { literal, sql } from "../../engine/index.ts";
import { filledParts, textOf, type Value } from "../../mapping/index.ts";
import type { ImportPlan } from "./importPlan.ts";

/** Separators between the tags of a cell: commas and semicolons of either width, 、, bars and line ends. */
const PARTS = "、,，;；|｜\\r\\n";
const EQUALS = ":：=＝";
const QUOTED = '"(?:[^"]|"")*"';
/**
 * One tag in a cell: a name, and after a colon or equals sign a value. Each may be quoted, `"A, B":"x:y"`, and then may contain separators.
 * A quote inside a name or value is an ordinary character, as in `5" 屏`.
 */
const WORD = literal.text(`[ \\t　]*(?:${QUOTED}|[^${PARTS}])[^${PARTS}${EQUALS}]*(?:[${EQUALS}]+[ \\t　]*(?:${QUOTED})?[^${PARTS}]*)?`);

/** The distinct tags in all tag columns of a row. Lists and their elements are split too. */
export function tagWords(mapping: Mapping, values: ReadonlyMap<string, Value>): ImportPlan["tags"] {
  if (mapping.tags.length === 0) return undefined;
  const found = mapping.tags.flatMap((_, index) => values.get(`tags.${index}`) ?? []);
  const words = found.flatMap((value) => {
    if (value.type === "list") return [sql`arrayFlatten(arrayMap(x -> extractAll(x, ${WORD}), ${value.sql}))`];
    const text = textOf(value);
    return text ? [sql`extractAll(ifNull(${text.sql}, ''), ${WORD})`] : [];
  });
  if (words.length === 0) return undefined;
  return {
    sql: sql`arrayDistinct(${filledParts(sql`arrayConcat(${sql.join(words)})`)})`,
    faults: found.flatMap(({ faults }) => faults),
  };
}
