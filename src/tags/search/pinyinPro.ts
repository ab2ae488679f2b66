import { createRequire } from "node:module";
import type * as PinyinPro from "pinyin-pro";

let loaded: typeof PinyinPro | undefined;

/** The library of pinyin, loaded when the first Chinese text is read: its dictionary costs every process time and memory, and few need it. */
export function pinyinPro(): typeof PinyinPro {
  return (loaded ??= createRequire(import.meta.url)("pinyin-pro") as typeof PinyinPro);
}
