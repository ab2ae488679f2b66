import type { Ctx, Progress } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

/** The words of a file that name tags, held against the tags there are. */
export interface TagWords {
  /** By word: the tag's code, and the tier where it has some ("" otherwise). */
  readonly places: ReadonlyMap<string, { readonly tag: string; readonly value: string }>;
  /** Tags to be made, under codes of their own; `places` names them already. */
  readonly create: readonly { readonly code: string; readonly name: string }[];
}

/** What an import gives to whom: a table `customer UInt32, word String, _row UInt64`. */
export interface Giving {
  readonly batch: number;
  readonly file: string;
  readonly table: string;
  readonly words: TagWords;
}

/**
 * What imports ask of the rooms that know tags, which stand below this one: membership answers, and the app hands it in. Whatever
 * is given is written down under the import's number before it is done, so that it can be taken back, after a crash too.
 */
export interface Tagging {
  /** Names of tags that a form may offer, in the reader's language. */
  offered(ctx: Ctx): Promise<string[]>;
  /** Nothing is written yet. @throws TAGS_UNKNOWN unless they may be made, INPUT_INVALID for words that no file can give */
  check(ctx: Ctx, words: readonly string[], create: boolean): Promise<TagWords>;
  give(ctx: Ctx, giving: Giving): Promise<{ readonly tagged: number }>;
  /** Takes an import's memberships, overrides and tags back, except what others have changed since. May run twice. */
  takeBack(ctx: Ctx, batch: number): Promise<{ readonly tagged: number; readonly retired: readonly string[] }>;
  /** SQL of the customers whom somebody has tagged or overridden by hand: they stay. */
  held(ctx: Ctx): Promise<string>;
  /** Customers of a table `customer UInt32` are gone: they leave every tag. */
  forget(ctx: Ctx, table: string): Promise<void>;
  /** Members follow what was taken out of the facts. */
  settle(ctx: Ctx, progress?: Progress, signal?: AbortSignal): Promise<void>;
}

/** Where nobody knows tags: files are imported that name none. */
export const WITHOUT_TAGS: Tagging = {
  offered: async () => [],
  async check(_, words) {
    if (words.length > 0) throw problem("NOT_READY", { operation: "tags" });
    return { places: new Map(), create: [] };
  },
  give: async () => ({ tagged: 0 }),
  takeBack: async () => ({ tagged: 0, retired: [] }),
  held: async () => "SELECT toUInt32(0) AS customer WHERE false",
  forget: async () => undefined,
  settle: async () => undefined,
};
