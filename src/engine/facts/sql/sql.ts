import { layoutOf } from "./layout.ts";
import { pieceOf, requirePiece, type Sql } from "./piece.ts";

/** What may stand between the parts of a list. Not any string: a separator must be no way past `literal`. */
const SEPARATORS = [", ", ",\n", " ", "\n", "", " AND ", "\nAND ", " OR ", " + ", " UNION ALL ", "\nUNION ALL\n"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** A part that may be missing. */
export type OptionalSql = Sql | null | undefined;

function tag(strings: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  // `sql(text)` would make SQL of any string.
  if (!Array.isArray(strings) || !Array.isArray(strings.raw)) throw new TypeError("sql is a tag: sql`SELECT …`");
  const { texts, indents, isLine, hasLines } = layoutOf(strings);
  let text = texts[0]!;
  let lines = hasLines;
  for (let index = 0; index < parts.length; index++) {
    const part = requirePiece(parts[index]);
    const next = texts[index + 1]!;
    if (part.text === "" && isLine[index]) {
      // Without its line; where nothing stands before it, without the line end after it.
      const end = text.lastIndexOf("\n");
      text = end === -1 ? next.slice(1) : text.slice(0, end) + next;
      continue;
    }
    lines ||= part.hasLines;
    text += part.indented(indents[index]!) + next;
  }
  return pieceOf(text, lines);
}

/**
 * The SQL of the fact store (ClickHouse): `` sql`SELECT count() AS rows FROM events WHERE event = ${literal.text(event)}` ``. Only pieces made
 * by `sql` and `literal` may stand in it; anything else is a TypeError, and an error of types before. Statements to the records go
 * through Kysely, whose tag is called `recordsSql`.
 */
export const sql = Object.assign(tag, {
  empty: pieceOf(""),
  /** Parts in their order with a separator between them. Linear in the length of the text: lists of 100,000 literals are usual. */
  join(parts: readonly Sql[], separator: Separator = ", "): Sql {
    if (!SEPARATORS.includes(separator)) throw new TypeError(`not a separator: ${JSON.stringify(separator)}`);
    let lines = separator.includes("\n") && parts.length > 1;
    const texts = parts.map((part) => {
      lines ||= requirePiece(part).hasLines;
      return part.text;
    });
    return pieceOf(texts.join(separator), lines);
  },
  /** All conditions that are there; `true` when there are none. A condition that holds OR is made by `sql.or`. */
  and(conditions: readonly OptionalSql[], separator: " AND " | "\nAND " = " AND "): Sql {
    const present = conditions.filter((condition) => condition !== null && condition !== undefined);
    return present.length === 0 ? pieceOf("true") : sql.join(present, separator);
  },
  /** Any of the conditions, in parentheses; `false` when there are none. */
  or(conditions: readonly Sql[]): Sql {
    if (conditions.length < 2) return conditions.length === 0 ? pieceOf("false") : requirePiece(conditions[0]);
    return tag`(${sql.join(conditions, " OR ")})`;
  },
  /** A name of our own, bare: letters, digits and `_`. Names that others chose go through `literal.name`. @throws RangeError */
  id(name: string): Sql {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new RangeError(`not a name of Tagwise's own: ${JSON.stringify(name)}`);
    return pieceOf(name);
  },
  /** Words of our own that say in the store's list of statements what one is for. @throws RangeError */
  comment(words: string): Sql {
    if (!/^[\w .-]+$/.test(words)) throw new RangeError(`not words of a comment: ${JSON.stringify(words)}`);
    return pieceOf(`/* ${words} */`);
  },
});
