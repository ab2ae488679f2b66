import { codeFault } from "../../catalogue/index.ts";
import { cleanName, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import { isObject, type Fields } from "./read.ts";

/** Nested objects down to this depth have names of their own. A deeper object is stored as text. */
const MAX_LEVELS = 3;
/** An ASCII name without back-tick and backslash. It needs no cleaning. */
const PLAIN = /^[!-[\]-_a-~](?:[ -[\]-_a-~]{0,98}[!-[\]-_a-~])?$/;
/** The end of an issue's message: where the value with this name ends up. */
const BECOMES = {
  text: ["值作为文本随行为保留，规则不能用", "its value is kept as text with the event, no rule can use it"],
  counted: ["值没有保存，只在数据字典里计数", "its value is left out and counted in the catalogue"],
  refused: ["请改名后再发送", "send it under another name"],
} as const;
/** An answer shows at most this many characters of a name. */
const SHOWN_CHARACTERS = 60;

/**
 * Fields with clean names: blanks and invisible marks at the ends of a name are removed. If two names become equal, the value whose name
 * was already clean wins. An impossible name (empty, too long, with a line break) is kept as it is, and the caller decides about its value.
 * Each change is an issue. Returns the same object if nothing changed.
 */
export function cleanNames(fields: Fields, path: string, issues: Issue[], kept: keyof typeof BECOMES, depth = 1): Fields {
  let cleaned: Record<string, unknown> | undefined;
  const put = (key: string, name: string, value: unknown): void => {
    if (!cleaned) {
      // Without a prototype, because a key may be called __proto__.
      cleaned = Object.create(null) as Record<string, unknown>;
      for (const before in fields) {
        if (before === key) break;
        cleaned[before] = fields[before];
      }
    }
    cleaned[name] = value;
  };
  for (const key in fields) {
    const at = `${path}.${shown(key)}`;
    const value = within(fields[key], at, issues, kept, depth);
    const name = PLAIN.test(key) ? key : cleanName(key);
    const wrong = name === key && PLAIN.test(key) && key !== "__proto__" ? undefined : codeFault(name, at);
    if (wrong) issues.push({ ...wrong, zh: `${wrong.zh}：${BECOMES[kept][0]}`, en: `${wrong.en}: ${BECOMES[kept][1]}` });
    if (wrong) put(key, key, value);
    else if (name !== key && (Object.hasOwn(fields, name) || (cleaned !== undefined && name in cleaned))) {
      issues.push(fault("NAME_TWICE", at));
      put(key, name, cleaned?.[name] ?? fields[name]);
    } else if (name !== key || value !== fields[key] || cleaned) put(key, name, value);
  }
  return cleaned ?? fields;
}

function within(value: unknown, path: string, issues: Issue[], kept: keyof typeof BECOMES, depth: number): unknown {
  if (depth >= MAX_LEVELS || typeof value !== "object" || value === null) return value;
  if (isObject(value)) return cleanNames(value, path, issues, kept, depth + 1);
  if (depth > 1 || !Array.isArray(value)) return value;
  const items = value.map((item: unknown, index) => (isObject(item) ? cleanNames(item, `${path}[${index}]`, issues, kept, 2) : item));
  return items.some((item, index) => item !== value[index]) ? items : value;
}

/** A name as an answer shows it: no half surrogate pair, no control characters, shortened. */
function shown(key: string): string {
  const plain = key.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, "␤");
  return (plain.length > SHOWN_CHARACTERS ? `${plain.slice(0, SHOWN_CHARACTERS)}…` : plain).toWellFormed();
}
