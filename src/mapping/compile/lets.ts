import { type Naming } from "../../catalogue/index.ts";
import { unconverted } from "../../engine/index.ts";

/**
 * Names for parts of SQL that are used several times: `if(match(x, …), …)` becomes `let3`, computed once in a subquery. Without names, a
 * statement repeats itself until the engine takes longer to parse it than to run it.
 */
export interface Lets {
  /** A short name for an expression over the source, if it is longer than `above`. The same expression gets the same name. */
  name(sql: string, above?: number): string;
  /** A source with all names so far as additional columns. */
  wrap(from: string): string;
}

const SHORT_CHARACTERS = 24;
/** For dozens of steps that build on one another. A subquery for each would be nested too deep for the engine. */
export const LONG_CHARACTERS = 300;

/** @param prefix of the names. A statement over other named columns needs another prefix. */
export function makeLets(prefix = "let"): Lets {
  const pattern = new RegExp(String.raw`\b${prefix}(\d+)\b`, "g");
  const names = new Map<string, string>();
  const levels: string[][] = [];
  const levelOf: number[] = [];
  return {
    name(sql, above = SHORT_CHARACTERS) {
      if (sql.length <= above) return sql;
      const existing = names.get(sql);
      if (existing !== undefined) return existing;
      // A part that uses other names is computed in an outer subquery. A text that merely looks like a name does no harm.
      const level = Math.max(-1, ...Array.from(sql.matchAll(pattern), ([, number]) => levelOf[Number(number)] ?? -1)) + 1;
      const name = `${prefix}${levelOf.length}`;
      names.set(sql, name);
      levelOf.push(level);
      (levels[level] ??= []).push(`${sql} AS ${name}`);
      return name;
    },
    wrap: (from) => levels.reduce((inner, lets) => `(SELECT *, ${lets.join(", ")} FROM ${inner})`, from),
  };
}

/** The same for functions whose statements are pieces. */
export const namingOf = (lets: Lets): Naming => ({ name: (statement) => unconverted(lets.name(statement.text)) });

/** Names nothing. For the inside of a lambda, because a subquery cannot see the lambda's argument. */
export const INLINE: Lets = { name: (sql) => sql, wrap: (from) => from };
