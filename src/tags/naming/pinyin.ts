import { pinyinPro } from "../search/pinyinPro.ts";

/** A name in Latin letters, syllable by syllable: `高价值 VIP` is `gao jia zhi VIP`. Other scripts stay as they are. */
export function pinyinOf(text: string): string {
  return pinyinPro().pinyin(text.normalize("NFKC"), { toneType: "none", type: "array", v: true, nonZh: "consecutive" }).join(" ");
}
