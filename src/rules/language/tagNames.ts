import { foldText, type Text } from "../../kernel/index.ts";

/** The code or a name of a tag, in either language. */
export interface Called {
  readonly code: string;
  readonly name: Text;
}

/** Folding is slow compared with a look-up, and the same names come in one request after another. */
const folds = new Map<string, string>();
const MOST_FOLDS = 20_000;

/** The folded form of a name. Documents, files, combinations, the API and the command line all compare tag names in this form. */
export function foldedName(text: string): string {
  let fold = folds.get(text);
  if (fold === undefined) {
    if (folds.size >= MOST_FOLDS) folds.clear();
    folds.set(text, (fold = foldText(text)));
  }
  return fold;
}

/** The folded code and names of a tag. */
export function foldsOf({ code, name }: Called): ReadonlySet<string> {
  return new Set([code, foldedName(name.zh), foldedName(name.en)]);
}

/** The tags that a text names: the tag with that code, otherwise all tags with that name; two when two tags have the same name. */
export function tagsCalled<T extends Called>(tags: Iterable<T>, word: string): T[] {
  const all = [...tags];
  const byCode = all.find(({ code }) => code === word);
  if (byCode) return [byCode];
  const fold = foldedName(word);
  const coded = all.filter(({ code }) => code === fold);
  return coded.length > 0 ? coded : all.filter(({ name }) => foldedName(name.zh) === fold || foldedName(name.en) === fold);
}
