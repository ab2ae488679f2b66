import { foldText, type Text } from "../../kernel/index.ts";

/** What a tag is called: by its code, or by its name in either language. */
export interface Called {
  readonly code: string;
  readonly name: Text;
}

/** Folding is slow beside a look-up, and the names of tags are the same in one request after another. */
const folds = new Map<string, string>();
const MOST_FOLDS = 20_000;

/** A name as names of tags are compared everywhere: in documents, files, combinations, the API and the command line. */
export function foldedName(text: string): string {
  let fold = folds.get(text);
  if (fold === undefined) {
    if (folds.size >= MOST_FOLDS) folds.clear();
    folds.set(text, (fold = foldText(text)));
  }
  return fold;
}

/** The folds of everything a tag is called. */
export function foldsOf({ code, name }: Called): ReadonlySet<string> {
  return new Set([code, foldedName(name.zh), foldedName(name.en)]);
}

/** The tags that a word calls: the one of that code, else all of that name; two only where a name was given twice. */
export function tagsCalled<T extends Called>(tags: Iterable<T>, word: string): T[] {
  const all = [...tags];
  const byCode = all.find(({ code }) => code === word);
  if (byCode) return [byCode];
  const fold = foldedName(word);
  const coded = all.filter(({ code }) => code === fold);
  return coded.length > 0 ? coded : all.filter(({ name }) => foldedName(name.zh) === fold || foldedName(name.en) === fold);
}
