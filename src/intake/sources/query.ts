import { problem } from "../../kernel/index.ts";

/**
 * A query as it is put into ours as a subquery: one statement that reads. The database itself is told to read only as well; this is
 * for saying early and in words what cannot be. Quoted texts and comments may hold anything.
 * @throws SOURCE_QUERY
 */
export function readQuery(text: string): string {
  const query = text.trim().replace(/\s*;\s*$/, "");
  const bare = query.replace(QUOTED, (found) => (found.startsWith("--") || found.startsWith("/*") || found.startsWith("#") ? " " : "''"));
  if (bare.includes(";")) throw problem("SOURCE_QUERY", { reason: "several" });
  if (!/^\s*(select|with)\b/i.test(bare)) throw problem("SOURCE_QUERY", { reason: "select" });
  if (!isBalanced(bare)) throw problem("SOURCE_QUERY", { reason: "brackets" });
  return query;
}

/** A bracket closed too early would end the subquery that the query becomes. */
function isBalanced(bare: string): boolean {
  let depth = 0;
  for (const character of bare) {
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return false;
  }
  return depth === 0;
}

const QUOTED = /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`[^`]*`|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//g;

/** A column's name that can be quoted. @throws SOURCE_QUERY */
export function readColumn(text: string): string {
  if (!/^[\p{L}\p{N}_ $-]{1,200}$/u.test(text)) throw problem("SOURCE_QUERY", { reason: "column" });
  return text;
}

/** What our own column is called, which carries the growing column's value exactly as the database writes it. */
export const MARK = "__tagwise_mark";
