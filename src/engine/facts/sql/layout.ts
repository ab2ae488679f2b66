/** A template's own text, ready to be joined with its parts. */
export interface Layout {
  /** One more than there are parts. */
  readonly texts: readonly string[];
  /** What the lines of each part are moved by: the indent of the line that the part stands in. */
  readonly indents: readonly string[];
  /** Whether the part has a line of its own, which goes away when the part is empty. */
  readonly isLine: readonly boolean[];
  readonly hasLines: boolean;
}

const known = new WeakMap<TemplateStringsArray, Layout>();

/** The layout of a template: without the line ends at both ends, and without the indent that all its lines share. Made once a template. */
export function layoutOf(strings: TemplateStringsArray): Layout {
  let layout = known.get(strings);
  if (layout === undefined) known.set(strings, (layout = made(strings)));
  return layout;
}

function made(strings: readonly string[]): Layout {
  const last = strings.length - 1;
  const shared = sharedIndent(strings);
  const texts = strings.map((text, index) => {
    let out = shared === 0 ? text : text.replace(new RegExp(`\n {1,${shared}}`, "g"), "\n");
    if (index === 0) out = out.replace(/^\n */, "");
    if (index === last) out = out.replace(/\n\s*$/, "");
    return out;
  });
  let line = "";
  const indents = texts.slice(0, last).map((text) => {
    line = text.includes("\n") ? text.slice(text.lastIndexOf("\n") + 1) : line + text;
    const indent = /^ */.exec(line)![0];
    line += "?";
    return indent;
  });
  const isLine = indents.map(
    (_, index) => (index === 0 ? /(^|\n) *$/ : /\n *$/).test(texts[index]!) && (texts[index + 1]!.startsWith("\n") || isEnd(texts, index)),
  );
  return { texts, indents, isLine, hasLines: texts.some((text) => text.includes("\n")) };
}

function isEnd(texts: readonly string[], index: number): boolean {
  return index === texts.length - 2 && texts[index + 1] === "";
}

/** The spaces that every line after the first begins with. Blank lines, and the last line where it only closes the template, do not count. */
function sharedIndent(strings: readonly string[]): number {
  // A part counts as text: a line that consists of one is no blank line.
  const lines = strings.join("?").split("\n").slice(1);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}
