import { problem, type Problem, type Text } from "../kernel/index.ts";

/**
 * Prepares a query for use as a subquery: it must be one statement that reads. The database session is read-only too; this check gives an
 * earlier and clearer error.
 * @param quoted quoted texts and comments, which may contain anything
 * @throws SOURCE_QUERY
 */
export function readQuery(text: string, quoted: RegExp): string {
  const query = text.trim().replace(/\s*;\s*$/, "");
  const bare = query.replace(quoted, (found) => (/^(?:--|\/\*|#)/.test(found) ? " " : "''"));
  if (bare.includes(";")) throw queryProblem("several");
  if (!/^\s*(select|with)\b/i.test(bare)) throw queryProblem("select");
  if (!isBalanced(bare)) throw queryProblem("brackets");
  return query;
}

/** An unbalanced closing bracket would end the subquery around the query. */
function isBalanced(bare: string): boolean {
  let depth = 0;
  for (const character of bare) {
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return false;
  }
  return depth === 0;
}

/** A column name that can be quoted. @throws SOURCE_QUERY */
export function readColumn(text: string): string {
  if (!/^[\p{L}\p{N}_ $-]{1,200}$/u.test(text)) throw queryProblem("column");
  return text;
}

/** The name of Tagwise's own column, which contains the incremental column's value exactly as the database writes it. */
export const MARK = "__tagwise_mark";

const REASONS = {
  missing: { zh: "数据库需要一条查询语句，请写一条 SELECT", en: "a database needs a query; write a SELECT" },
  select: { zh: "查询必须以 SELECT 或 WITH 开头，只能读取", en: "the query must begin with SELECT or WITH and may only read" },
  several: { zh: "只能写一条语句，请去掉中间的分号", en: "one statement only; take out the semicolon in the middle" },
  brackets: { zh: "查询里的括号不成对", en: "the brackets of the query do not match" },
  superfluous: {
    zh: "文件夹和存储桶没有查询和增量字段，请去掉",
    en: "a folder or bucket has no query and no incremental column; take them out",
  },
  column: { zh: "增量字段应为一个列名", en: "the incremental column must be the name of a column" },
} satisfies Record<string, Text>;

/** SOURCE_QUERY with its reason as text. */
export function queryProblem(reason: keyof typeof REASONS): Problem {
  return problem("SOURCE_QUERY", { reason, wanted: REASONS[reason] });
}
