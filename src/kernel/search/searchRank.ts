import { foldText } from "../values/index.ts";
import type { Text } from "../lang.ts";
import { fitsPinyin } from "./fitsPinyin.ts";

/** What a search of names looks at. */
export interface Searchable {
  readonly code?: string;
  readonly name: Text;
  readonly aliases?: readonly string[];
  /** The pinyin of the name and of each alias, as fitsPinyin takes it. */
  readonly pinyin: readonly string[];
  /** Names of the groups from the root down. */
  readonly group?: readonly Text[];
}

/** Folding is slow compared with looking, and a list is searched again at each letter that is typed. */
const folds = new Map<string, string>();
const MAX_FOLDS = 50_000;
/** Texts that folding only makes lower case. */
const PLAIN = /^[a-z0-9_\u4e00-\u9fff]+(?: [a-z0-9_\u4e00-\u9fff]+)*$/;

function folded(text: string): string {
  let fold = folds.get(text);
  if (fold === undefined) {
    if (folds.size >= MAX_FOLDS) folds.clear();
    const lower = text.toLowerCase();
    folds.set(text, (fold = PLAIN.test(lower) ? lower : foldText(text)));
  }
  return fold;
}

/**
 * How well an item fits a typed text; null: not at all. 0: it is a name, code or alias; 1: one begins so; 2: one contains it; 3: its pinyin
 * or initials do; 4: a group contains it.
 */
export function searchRank(item: Searchable, typed: string): number | null {
  return rankBy(item, foldText(typed));
}

/** The items that fit, the best first; those that fit alike in their order. @param most of them */
export function searchNames<T extends Searchable>(items: readonly T[], typed: string, most = Number.POSITIVE_INFINITY): T[] {
  const fold = foldText(typed);
  const ranks: T[][] = [[], [], [], [], []];
  for (const item of items) {
    const rank = rankBy(item, fold);
    if (rank !== null) ranks[rank]!.push(item);
  }
  return ranks.flat().slice(0, most);
}

function rankBy(item: Searchable, fold: string): number | null {
  if (fold === "") return 0;
  const { code, name, aliases = NONE, group = NONE, pinyin } = item;
  let best = Math.min(rankOf(name.zh, fold), rankOf(name.en, fold), code === undefined ? UNFIT : rankOf(code, fold));
  for (const alias of aliases) best = Math.min(best, rankOf(alias, fold));
  if (best < UNFIT) return best;
  const letters = fold.replaceAll(/[ ']/g, "").replaceAll("ü", "v");
  if (/^[a-z0-9]+$/.test(letters) && pinyin.some((each) => fitsPinyin(each, letters))) return 3;
  return group.some(({ zh, en }) => folded(zh).includes(fold) || folded(en).includes(fold)) ? 4 : null;
}

const NONE: readonly never[] = [];
const UNFIT = 5;

function rankOf(text: string, fold: string): number {
  const own = folded(text);
  const at = own.indexOf(fold);
  if (at < 0) return UNFIT;
  return at > 0 ? 2 : own.length === fold.length ? 0 : 1;
}
