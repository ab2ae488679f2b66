import { codeFault } from "../../catalogue/index.ts";
import { cleanName, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import { isObject, type Fields } from "./read.ts";

/** Objects within objects this deep have names; what lies deeper is text. */
const DEPTH = 3;
/** Names of the usual kind, of ASCII without the back-tick and the backslash: nothing is to be done with them. */
const PLAIN = /^[!-[\]-_a-~](?:[ -[\]-_a-~]{0,98}[!-[\]-_a-~])?$/;
/** What becomes of a value under such a name. */
const BECOMES = {
  text: ["值作为文本随事件保留，规则不能用", "its value is kept as text with the event, no rule can use it"],
  counted: ["值没有保存，只在数据字典里计数", "its value is left out and counted in the catalogue"],
  refused: ["请改名后再发送", "send it under another name"],
} as const;
/** Characters of a name that an answer shows. */
const SHOWN = 60;

/**
 * Fields under clean names: blanks and invisible marks are cut from the ends of names. Where that makes two of one name, the one that was
 * written so stands. A name that cannot be one (empty, over-long, with a line break) stays as it is, for whoever keeps what has no place. All
 * that is not taken as it was written is an issue. The same object where there is nothing to do.
 */
export function cleanNames(given: Fields, path: string, issues: Issue[], kept: keyof typeof BECOMES, depth = 1): Fields {
  let cleaned: Record<string, unknown> | undefined;
  const put = (key: string, name: string, value: unknown): void => {
    if (!cleaned) {
      // Without a prototype: a key may be called __proto__.
      cleaned = Object.create(null) as Record<string, unknown>;
      for (const before in given) {
        if (before === key) break;
        cleaned[before] = given[before];
      }
    }
    cleaned[name] = value;
  };
  for (const key in given) {
    const at = `${path}.${shown(key)}`;
    const value = within(given[key], at, issues, kept, depth);
    const name = PLAIN.test(key) ? key : cleanName(key);
    const wrong = name === key && PLAIN.test(key) && key !== "__proto__" ? undefined : codeFault(name, at);
    if (wrong) issues.push({ ...wrong, zh: `${wrong.zh}：${BECOMES[kept][0]}`, en: `${wrong.en}: ${BECOMES[kept][1]}` });
    if (wrong) put(key, key, value);
    else if (name !== key && (Object.hasOwn(given, name) || (cleaned !== undefined && name in cleaned))) {
      issues.push(fault("NAME_TWICE", at));
      put(key, name, cleaned?.[name] ?? given[name]);
    } else if (name !== key || value !== given[key] || cleaned) put(key, name, value);
  }
  return cleaned ?? given;
}

function within(value: unknown, path: string, issues: Issue[], kept: keyof typeof BECOMES, depth: number): unknown {
  if (depth >= DEPTH || typeof value !== "object" || value === null) return value;
  if (isObject(value)) return cleanNames(value, path, issues, kept, depth + 1);
  if (depth > 1 || !Array.isArray(value)) return value;
  const items = value.map((item: unknown, index) => (isObject(item) ? cleanNames(item, `${path}[${index}]`, issues, kept, 2) : item));
  return items.some((item, index) => item !== value[index]) ? items : value;
}

/** A name in an answer: whole letters, no control characters, not endless. */
function shown(key: string): string {
  const plain = key.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, "␤");
  return (plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain).toWellFormed();
}
