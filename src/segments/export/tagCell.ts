/** What parts tags, or a tag and its value, in a cell that is imported (imports/plan/tagWords.ts), or would begin a quote there. */
const PARTING = '[、,，;；|｜\\r\\n:：=＝]|^"';
const PARTS = new RegExp(PARTING, "u");

/** A tag's name as a cell of tags holds it: in quotes where it holds what parts tags. */
export function cellName(name: string): string {
  return PARTS.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** The same of a value, as SQL. */
export function cellValueSql(value: string): string {
  const pattern = PARTING.replaceAll("\\", "\\\\");
  return `if(match(${value}, '${pattern}'), concat('"', replaceAll(${value}, '"', '""'), '"'), ${value})`;
}
