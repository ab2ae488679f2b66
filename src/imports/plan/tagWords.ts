import type { Mapping } from "../../contract/index.ts";
import { literal } from "../../engine/index.ts";
import { filledParts, textOf, type Value } from "../../mapping/index.ts";
import type { Plan } from "./plan.ts";

/** What parts the tags of one cell: commas and semicolons of either width, 、, bars and line ends. */
const PARTS = "、,，;；|｜\\r\\n";
const EQUALS = ":：=＝";
const QUOTED = '"(?:[^"]|"")*"';
/**
 * One word of a cell: a name, and behind a colon or an equals sign a value. Either may stand in quotes, `"A, B":"x:y"`, and then holds what
 * parts words elsewhere; a quote that begins no name or value is an ordinary sign, as in `5" 屏`.
 */
const WORD = literal.text(`[ \\t　]*(?:${QUOTED}|[^${PARTS}])[^${PARTS}${EQUALS}]*(?:[${EQUALS}]+[ \\t　]*(?:${QUOTED})?[^${PARTS}]*)?`);

/** The words of all tag columns of a row, each once. Lists are taken apart, and so are their elements. */
export function tagWords(mapping: Mapping, values: ReadonlyMap<string, Value>): Plan["tags"] {
  if (mapping.tags.length === 0) return undefined;
  const found = mapping.tags.flatMap((_, index) => values.get(`tags.${index}`) ?? []);
  const words = found.flatMap((value) => {
    if (value.type === "list") return [`arrayFlatten(arrayMap(x -> extractAll(x, ${WORD}), ${value.sql}))`];
    const text = textOf(value);
    return text ? [`extractAll(ifNull(${text.sql}, ''), ${WORD})`] : [];
  });
  if (words.length === 0) return undefined;
  return {
    sql: `arrayDistinct(${filledParts(`arrayConcat(${words.join(", ")})`)})`,
    faults: found.flatMap(({ faults }) => faults),
  };
}
