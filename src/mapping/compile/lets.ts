/**
 * Names for parts of SQL that are used several times: `if(match(x, …), …)` becomes `let3`, computed once in a subquery. Without
 * them a statement repeats itself until the engine takes longer to read it than to run it.
 */
export interface Lets {
  /** A short name for an expression over the source longer than `above`; the same expression has the same name. */
  name(sql: string, above?: number): string;
  /** A source with all that was named so far added to its columns. */
  wrap(from: string): string;
}

const SHORT = 24;
/** For steps that follow one another by the dozen: a subquery for each would be nested too deep for the engine. */
export const LONG = 300;

/** @param prefix of the names; statements over what other names were added to take another one */
export function makeLets(prefix = "let"): Lets {
  const pattern = new RegExp(String.raw`\b${prefix}(\d+)\b`, "g");
  const names = new Map<string, string>();
  const levels: string[][] = [];
  const levelOf: number[] = [];
  return {
    name(sql, above = SHORT) {
      if (sql.length <= above) return sql;
      const known = names.get(sql);
      if (known !== undefined) return known;
      // What is named in terms of other names is computed one subquery further out. A text may look like a name, which does no harm.
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

/** Names nothing: for what stands inside a lambda, where a subquery cannot see its argument. */
export const INLINE: Lets = { name: (sql) => sql, wrap: (from) => from };
