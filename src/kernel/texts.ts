/**
 * The paths of texts that the record store cannot hold: texts with a NUL or an unpaired surrogate. A path includes keys (`tags[0].name`).
 */
export function unusableTexts(value: unknown, path = ""): string[] {
  if (typeof value === "string") return isUsable(value) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => unusableTexts(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const shown = key.toWellFormed().replaceAll("\0", "\u2400");
    const at = path === "" ? shown : `${path}.${shown}`;
    return isUsable(key) ? unusableTexts(item, at) : [at];
  });
}

function isUsable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
