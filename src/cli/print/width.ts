import stringWidth from "string-width";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The width of a text in terminal columns: 2 for a Chinese character, 0 for a combining mark. The text must have no control characters. */
export function widthOf(text: string): number {
  return stringWidth(text);
}
/** The text in at most `width` columns. Cut text ends in …. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Breaks a text into lines of at most `width` columns: at spaces, or between any two Chinese characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\x21-\u2e7f\u{1f000}-\u{1ffff}]+\s*|\s+|./gsu) ?? []) {
    if (line && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line ? piece : piece.trimStart();
  }
  if (line || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}
