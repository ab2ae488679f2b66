/** RE2 repeats nothing more often, also counted through brackets. */
const MOST_REPEATS = 1_000;

const STRANGE: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^\(\?<?[=!]/, "(?= (?! (?<= (?<!"],
  [/^\\[1-9]/, "\\1"],
  [/^\\k</, "\\k<name>"],
  // Half of a character outside the basic plane.
  [/^\\u(?:d[89a-f]|\{0*d[89a-f])/i, "\\ud800"],
  [/^\\c/, "\\c"],
  [/^\\[pP]\{[^}]*=/, "\\p{name=value}"],
  [/^\(\?[a-z]*s/, "(?s:"],
];

/**
 * What of a regular expression the two engines, RE2 of the store and the one of the language's interpreter, do not both have or
 * read differently; undefined where there is nothing. Syntax that neither takes is left to them.
 */
export function strangeness(pattern: string): string | undefined {
  // How often what stands here may be repeated in all, for each open bracket.
  const repeats: number[] = [1];
  let last = 1;
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const strange = STRANGE.find(([start]) => start.test(rest));
    if (strange) return strange[1];
    if (rest[0] === "[") {
      const body = classBody(rest);
      if (body === undefined) return undefined;
      if (/^\^?$/.test(body)) return "[] [^]";
      if (body.replaceAll(/\\./gs, "").includes("[:")) return "[[:";
      const inside = [...body.matchAll(/\\./gs)].map(({ index }) => STRANGE.find(([start]) => start.test(body.slice(index)))).find(Boolean);
      if (inside) return inside[1];
      at += body.length + 2;
      last = 1;
      continue;
    }
    if (rest[0] === "(") {
      repeats.push(1);
      last = 1;
    } else if (rest[0] === ")") {
      last = repeats.pop() ?? 1;
      if (repeats.length === 0) return undefined;
    } else if (rest[0] === "{") {
      const [whole, low, high] = /^\{(\d+)(?:,(\d*))?\}/.exec(rest) ?? [];
      if (whole === undefined) return undefined;
      const times = Math.max(Number(low), Number(high || 0), 1) * last;
      if (times > MOST_REPEATS) return `{${MOST_REPEATS + 1}}`;
      repeats[repeats.length - 1] = Math.max(repeats.at(-1)!, times);
      at += whole.length;
      continue;
    } else if (rest[0] !== "*" && rest[0] !== "+" && rest[0] !== "?") last = 1;
    at += rest[0] === "\\" ? 2 : 1;
  }
  return undefined;
}

/** What stands between the brackets of a class; undefined when it does not end. */
function classBody(text: string): string | undefined {
  return /^\[((?:\\.|[^\]\\])*)\]/s.exec(text)?.[1];
}

/** Space as RE2 has it: ASCII only. */
const SPACE = "\\t\\n\\f\\r ";
const NO_SPACE = "\\u{0}-\\u{8}\\u{b}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}";

/** The expression as RE2 reads it, for the interpreter: a dot is anything but a line feed, a space one of ASCII. */
export function expressionOf(pattern: string): RegExp {
  const translated = pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]|\./gsu, (part) => {
    if (part === ".") return "[^\\n]";
    if (part.startsWith("[")) return part.replaceAll(/\\./gsu, (inner) => (inner === "\\s" ? SPACE : inner === "\\S" ? NO_SPACE : inner));
    return part === "\\s" ? `[${SPACE}]` : part === "\\S" ? `[^${SPACE}]` : part;
  });
  return new RegExp(translated, "u");
}

/** The expression as the store is given it: RE2 writes code points another way. */
export function storedPattern(pattern: string): string {
  return pattern.replaceAll(/\\u\{([\da-f]+)\}|\\u([\da-f]{4})|\\./gisu, (part, braced?: string, plain?: string) => {
    const code = braced ?? plain;
    return code === undefined ? part : `\\x{${code}}`;
  });
}
