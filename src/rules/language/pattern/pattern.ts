import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { Text } from "../../../kernel/index.ts";
import { MOST_STORED_STEPS, storedSize } from "./size.ts";
import { translated, type Untranslatable } from "./translate.ts";

const REFUSED: Readonly<Record<Untranslatable, Text>> = {
  half: {
    zh: "\\ud800 到 \\udfff 是半个字符；请写整个字符，如 \\u{1f600}",
    en: "\\ud800 to \\udfff are halves of a character; write the whole one, as \\u{1f600}",
  },
  property: {
    zh: "没有这个 Unicode 类别；请写 \\p{L}、\\p{N}、\\p{Han} 这类",
    en: "Unicode has no such class; write such as \\p{L}, \\p{N} or \\p{Han}",
  },
  notBoundary: {
    zh: "不支持 \\B；请直接写前后的字符",
    en: "\\B is not supported; write the characters beside it instead",
  },
  negatedClass: {
    zh: "不分大小写时不支持 \\P{…}；请写 [^…]",
    en: "\\P{…} is not supported where case is ignored; write [^…]",
  },
};

const LOOK_AROUND: Text = { zh: "不支持环视 (?=、(?!、(?<=、(?<!", en: "look-around, (?= (?! (?<= (?<!, is not supported" };
const BACK_REFERENCE: Text = { zh: "不支持反向引用", en: "back-references are not supported" };

/** What is wrong with a pattern, by the error message of the engine. */
const READINGS: ReadonlyMap<string, Text> = new Map([
  ["invalid character class range", { zh: "方括号里的范围有误", en: "a range in square brackets is not one" }],
  ["invalid escape sequence", { zh: "反斜杠后面的字符没有含义", en: "the character after a backslash has no meaning" }],
  ["invalid named capture", { zh: "分组的名称有误", en: "the name of a group is not one" }],
  ["invalid or unsupported Perl syntax", { zh: "不支持这种 (?… 写法", en: "this kind of (?… is not supported" }],
  ["invalid nested repetition operator", { zh: "重复符号不能连写", en: "a repetition cannot be repeated" }],
  ["invalid repeat count", { zh: "重复不能超过 1000 次", en: "nothing can be repeated more than 1000 times" }],
  ["missing closing ]", { zh: "方括号没有结束", en: "a square bracket is not closed" }],
  ["missing closing )", { zh: "括号没有结束", en: "a bracket is not closed" }],
  ["unexpected )", { zh: "多了一个右括号", en: "there is a closing bracket too many" }],
  ["missing argument to repetition operator", { zh: "重复符号前面没有内容", en: "there is nothing before a repetition" }],
  ["trailing backslash at end of expression", { zh: "末尾多了一个反斜杠", en: "it ends with a backslash" }],
  ["duplicate capture group name", { zh: "两个分组同名", en: "two groups have one name" }],
]);
const TOO_LARGE: Text = { zh: "表达式太大", en: "it is too large" };

/** Why a pattern cannot be used, for a person; undefined when it can be used. */
export function patternFault(pattern: string, ignoringCase = false): Text | undefined {
  const text = translated(pattern, ignoringCase);
  if ("refused" in text) return REFUSED[text.refused];
  try {
    if (storedSize(RE2JS.compile(text.re2)) > MOST_STORED_STEPS) return TOO_LARGE;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const where = error.getPattern() ?? "";
    if (/^\(\?<?[=!]/.test(where)) return LOOK_AROUND;
    if (/^\\(?:[1-9]|k)/.test(where) || where.startsWith("(?P=")) return BACK_REFERENCE;
    const reading = READINGS.get(error.getDescription());
    if (!reading) return TOO_LARGE;
    const shown = where.length > 0 && where.length < 40 ? where : "";
    return shown === "" ? reading : { zh: `${reading.zh}：${shown}`, en: `${reading.en}: ${shown}` };
  }
  return undefined;
}

const MOST_REMEMBERED_PATTERNS = 1_000;
/** Compiling takes a thousand times as long as matching. Entries never become outdated: a pattern always compiles to the same program. */
const remembered = new Map<string, RE2JS>();

/** A compiled pattern, which matches in time proportional to the text: RE2 in JavaScript, which reads patterns as the store's RE2 does. */
export function compiledPattern(pattern: string, ignoringCase = false): RE2JS {
  const key = `${ignoringCase ? "i" : "c"}${pattern}`;
  const known = remembered.get(key);
  if (known) return known;
  const compiled = RE2JS.compile(re2Pattern(pattern, ignoringCase));
  if (remembered.size >= MOST_REMEMBERED_PATTERNS) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, compiled);
  return compiled;
}

/** The pattern in the form that both engines read. */
export function re2Pattern(pattern: string, ignoringCase = false): string {
  const text = translated(pattern, ignoringCase);
  if ("refused" in text) throw new Error(`the pattern ${pattern} was let in though it is refused: ${text.refused}`);
  return text.re2;
}
