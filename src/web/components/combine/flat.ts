import type { TagSummary } from "../../../contract/index.ts";

/** A combination without brackets: parts joined all by *and* or all by *or*. What the picker of tags can show and write. */
export interface Flat {
  readonly join: "and" | "or";
  readonly parts: readonly Part[];
}

export interface Part {
  readonly code: string;
  readonly not: boolean;
  /** The value of a tiered tag; null: any. */
  readonly value: string | null;
}

type Named = Pick<TagSummary, "code" | "name">;

const WORDS: readonly (readonly [RegExp, "and" | "or" | "not"])[] = [
  [/^(?:并且|而且|且|&&?|and(?![\p{L}\p{N}_]))/iu, "and"],
  [/^(?:或者|或|\|\|?|or(?![\p{L}\p{N}_]))/iu, "or"],
  [/^(?:非|!|！|not(?![\p{L}\p{N}_]))/iu, "not"],
];

/**
 * Reads a flat combination. Null when the text is none: it has brackets, mixes and with or, or names what is not known; then it
 * stays a text, and the server says what is wrong with it.
 */
export function readFlat(text: string, tags: readonly Named[]): Flat | null {
  const parts: Part[] = [];
  const joins = new Set<"and" | "or">();
  let rest = text.trim();
  while (rest !== "") {
    if (parts.length > 0) {
      const word = wordAt(rest);
      if (!word || word.word === "not") return null;
      joins.add(word.word);
      rest = word.rest;
    }
    let not = false;
    for (let name = nameAt(rest, tags); ; name = nameAt(rest, tags)) {
      const word = name ? undefined : wordAt(rest);
      if (word?.word === "not") {
        not = !not;
        rest = word.rest;
        continue;
      }
      if (!name) return null;
      const value = valueAt(name.rest);
      parts.push({ code: name.code, not, value: value?.value ?? null });
      rest = value?.rest ?? name.rest;
      break;
    }
  }
  return joins.size > 1 || parts.length === 0 ? null : { join: joins.has("or") ? "or" : "and", parts };
}

function wordAt(text: string): { word: "and" | "or" | "not"; rest: string } | undefined {
  for (const [pattern, word] of WORDS) {
    const found = pattern.exec(text);
    if (found) return { word, rest: text.slice(found[0].length).trimStart() };
  }
  return undefined;
}

/** The longest name or code that stands at the beginning; quotes keep one together. */
function nameAt(text: string, tags: readonly Named[]): { code: string; rest: string } | undefined {
  const quoted = /^["“'「]([^"”'」]+)["”'」]/.exec(text);
  if (quoted) {
    const codes = tags.filter((tag) => namesOf(tag).includes(quoted[1]!));
    return codes.length === 1 ? { code: codes[0]!.code, rest: text.slice(quoted[0].length).trimStart() } : undefined;
  }
  let best: { code: string; name: string } | undefined;
  let equal = 0;
  for (const tag of tags) {
    for (const name of new Set(namesOf(tag))) {
      if (!text.startsWith(name) || stopsInside(name, text) || (best && name.length < best.name.length)) continue;
      equal = best && name.length === best.name.length && best.code !== tag.code ? equal + 1 : 0;
      best = { code: tag.code, name };
    }
  }
  return best && equal === 0 ? { code: best.code, rest: text.slice(best.name.length).trimStart() } : undefined;
}

function valueAt(text: string): { value: string; rest: string } | undefined {
  const found = /^(?:==?|:|：)\s*(?:["“'「]([^"”'」]+)["”'」]|([^\s()（）"“'「]+?)(?=\s|$|且|或))/.exec(text);
  return found === null ? undefined : { value: (found[1] ?? found[2])!, rest: text.slice(found[0].length).trimStart() };
}

function stopsInside(name: string, text: string): boolean {
  return /\w$/.test(name) && /^\w/.test(text.slice(name.length));
}

function namesOf({ code, name }: Named): string[] {
  return [code, name.zh, name.en];
}

/** Writes a flat combination with the names of a language, `高价值客户 且 非 近期沉默`; by code where a name would be ambiguous. */
export function writeFlat({ join, parts }: Flat, tags: readonly Named[], lang: "zh" | "en"): string {
  const words = lang === "zh" ? { and: " 且 ", or: " 或 ", not: "非 " } : { and: " and ", or: " or ", not: "not " };
  return parts
    .map(({ code, not, value }) => `${not ? words.not : ""}${nameOf(code, tags, lang)}${value === null ? "" : ` = ${quoted(value)}`}`)
    .join(words[join]);
}

function nameOf(code: string, tags: readonly Named[], lang: "zh" | "en"): string {
  const name = tags.find((tag) => tag.code === code)?.name[lang];
  if (!name || tags.filter((tag) => namesOf(tag).includes(name)).length > 1) return code;
  return quoted(name);
}

function quoted(name: string): string {
  return /^[\p{L}\p{N}_]+$/u.test(name) && !/^(?:and|or|not)$/i.test(name) ? name : `"${name}"`;
}
