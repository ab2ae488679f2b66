import type { Text } from "../../kernel/index.ts";

/** RE2 repeats nothing more often, also counted through brackets. */
const MOST_REPEATS = 1_000;

type Strange = readonly [pattern: RegExp, reason: Text];

const LOOK_AROUND = { zh: "不支持环视 (?=、(?!、(?<=、(?<!", en: "look-around, (?= (?! (?<= (?<!, is not supported" };
const BACK_REFERENCE = { zh: "不支持反向引用", en: "back-references are not supported" };
const IGNORE_CASE = {
  zh: "不支持 (?i)；请在旁边写 ignoreCase: true，只用于一部分时写 (?i:…)",
  en: "(?i) is not supported; write ignoreCase: true beside it, or (?i:…) for a part",
};
const FLAGS = { zh: "修饰符只支持 (?i:…)", en: "of flags there is only (?i:…)" };
const HALF = {
  zh: "\\ud800 到 \\udfff 是半个字符；请写整个字符，如 \\u{1f600}",
  en: "\\ud800 to \\udfff are halves of a character; write the whole one, as \\u{1f600}",
};
const CONTROL = { zh: "不支持 \\c；请写字符本身或 \\u0001", en: "\\c is not supported; write the character itself or \\u0001" };
const PROPERTY = {
  zh: "不支持 \\p{名=值}；请写 \\p{L}、\\p{N} 这类",
  en: "\\p{name=value} is not supported; write such as \\p{L} or \\p{N}",
};
const EMPTY_CLASS = { zh: "[] 里没有字符", en: "[] has no characters in it" };
const POSIX_CLASS = { zh: "不支持 [[:alpha:]]；请写 \\p{L}、\\d 这类", en: "[[:alpha:]] is not supported; write such as \\p{L} or \\d" };
const REPEATS = { zh: `重复不能超过 ${MOST_REPEATS} 次`, en: `nothing can be repeated more than ${MOST_REPEATS} times` };
const CASE_CLASS = {
  zh: "不分大小写时不支持 \\P{…}；请写 [^…]",
  en: "\\P{…} is not supported where case is ignored; write [^…]",
};

const STRANGE: readonly Strange[] = [
  [/^\(\?<?[=!]/, LOOK_AROUND],
  [/^\\[1-9]/, BACK_REFERENCE],
  [/^\\k</, BACK_REFERENCE],
  // Half of a character outside the basic plane.
  [/^\\u(?:d[89a-f]|\{0*d[89a-f])/i, HALF],
  [/^\\c/, CONTROL],
  [/^\\[pP]\{[^}]*=/, PROPERTY],
  [/^\(\?i\)/, IGNORE_CASE],
  [/^\(\?(?!i:)[a-zA-Z-]+[:)]/, FLAGS],
];

/**
 * What of a regular expression the two engines, RE2 of the store and the one of the language's interpreter, do not both have or
 * read differently; undefined where there is nothing. Syntax that neither takes is left to them.
 */
export function strangeness(pattern: string, ignoringCase = false): Text | undefined {
  // Of small letters one engine says they are no capitals, the other that they are as good as.
  if ((ignoringCase || pattern.includes("(?i")) && /(?<!\\)(?:\\\\)*\\P/.test(pattern)) return CASE_CLASS;
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
      if (/^\^?$/.test(body)) return EMPTY_CLASS;
      if (body.replaceAll(/\\./gs, "").includes("[:")) return POSIX_CLASS;
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
      if (times > MOST_REPEATS) return REPEATS;
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
export function expressionOf(pattern: string, ignoringCase = false): RegExp {
  const translated = pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]|\./gsu, (part) => {
    if (part === ".") return "[^\\n]";
    if (part.startsWith("[")) return part.replaceAll(/\\./gsu, (inner) => (inner === "\\s" ? SPACE : inner === "\\S" ? NO_SPACE : inner));
    // Where case is ignored, the language would take ſ for a letter of a word.
    if (part === "\\b" || part === "\\B") return `(?-i:${part})`;
    return part === "\\s" ? `[${SPACE}]` : part === "\\S" ? `[^${SPACE}]` : part;
  });
  return new RegExp(translated, ignoringCase ? "iu" : "u");
}

/** The expression as the store is given it: RE2 writes code points another way. */
export function storedPattern(pattern: string): string {
  return pattern.replaceAll(/\\u\{([\da-f]+)\}|\\u([\da-f]{4})|\\./gisu, (part, braced?: string, plain?: string) => {
    const code = braced ?? plain;
    return code === undefined ? part : `\\x{${code}}`;
  });
}
