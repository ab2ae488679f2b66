import { sql, type Sql } from "../../engine/index.ts";

/**
 * Names for parts of SQL that are used several times: `if(match(x, …), …)` becomes `let3`, computed once in a subquery. Without names, a
 * statement repeats itself until the engine takes longer to parse it than to run it.
 */
export interface Lets {
  /** A short name for an expression over the source, if it is longer than `above`. The same expression gets the same name. */
  name(statement: Sql, above?: number): Sql;
  /** A source with all names so far as additional columns. */
  wrap(from: Sql): Sql;
}

const SHORT_CHARACTERS = 24;
/** For dozens of steps that build on one another. A subquery for each would be nested too deep for the engine. */
export const LONG_CHARACTERS = 300;

/** @param prefix of the names. A statement over other named columns needs another prefix. */
export function makeLets(prefix = "let"): Lets {
  const pattern = new RegExp(String.raw`\b${prefix}(\d+)\b`, "g");
  const names = new Map<string, Sql>();
  const levels: Sql[][] = [];
  const levelOf: number[] = [];
  return {
    name(statement, above = SHORT_CHARACTERS) {
      if (statement.text.length <= above) return statement;
      const existing = names.get(statement.text);
      if (existing !== undefined) return existing;
      // A part that uses other names is computed in an outer subquery. A text that merely looks like a name does no harm.
      const level = Math.max(-1, ...Array.from(statement.text.matchAll(pattern), ([, number]) => levelOf[Number(number)] ?? -1)) + 1;
      const name = sql.id(`${prefix}${levelOf.length}`);
      names.set(statement.text, name);
      levelOf.push(level);
      (levels[level] ??= []).push(sql`${statement} AS ${name}`);
      return name;
    },
    wrap: (from) => levels.reduce((inner, lets) => sql`(SELECT *, ${sql.join(lets)} FROM ${inner})`, from),
  };
}

/** Names nothing. For the inside of a lambda, because a subquery cannot see the lambda's argument. */
export const INLINE: Lets = { name: (statement) => statement, wrap: (from) => from };
