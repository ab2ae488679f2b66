import { type Ctx, type Progress, sql, type Sql } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

/** The tag names of a file, matched with the existing tags. */
export interface TagWords {
  /** By name in the file: the tag's code and its tier ("" without one). */
  readonly places: ReadonlyMap<string, { readonly tag: string; readonly value: string }>;
  /** Tags to create, with their new codes. `places` already contains them. */
  readonly create: readonly { readonly code: string; readonly name: string }[];
}

/** The tags that an import adds: a table `customer UInt32, word String, _row UInt64`. */
export interface Giving {
  readonly batch: number;
  readonly file: string;
  readonly table: string;
  readonly words: TagWords;
}

/**
 * What imports need from the rooms that manage tags. Those rooms stand below this one, so the app passes an object in. Each assignment is
 * recorded under the import's number before it is made, so that it can be reverted after a crash.
 */
export interface Tagging {
  /** Tag names for a template, in the reader's language. */
  offered(ctx: Ctx): Promise<string[]>;
  /** Writes nothing. @throws TAGS_UNKNOWN unless the tags may be created, INPUT_INVALID for names that a file cannot set */
  check(ctx: Ctx, words: readonly string[], create: boolean): Promise<TagWords>;
  give(ctx: Ctx, giving: Giving): Promise<{ readonly tagged: number }>;
  /** Removes the import's memberships, overrides and tags, except those changed since. May run twice. */
  revert(ctx: Ctx, batch: number): Promise<{ readonly tagged: number; readonly retired: readonly string[] }>;
  /** Runs work while nobody else writes members. Inside it `manuallyTagged` stays true, and `forget` may be called. */
  whileMembersRest<T>(ctx: Ctx, work: () => Promise<T>): Promise<T>;
  /** SQL of the customers with a tag or override set by hand. They stay. */
  manuallyTagged(ctx: Ctx): Promise<Sql>;
  /** The customers of a table `customer UInt32` are removed: their memberships end. */
  forget(ctx: Ctx, table: Sql): Promise<void>;
  /** Updates members after facts were removed. */
  updateMembers(ctx: Ctx, progress?: Progress, signal?: AbortSignal): Promise<void>;
}

/** For callers without tags: only files that name no tag are imported. */
export const WITHOUT_TAGS: Tagging = {
  offered: async () => [],
  async check(_, words) {
    if (words.length > 0) throw problem("NOT_READY", { operation: "tags" });
    return { places: new Map(), create: [] };
  },
  give: async () => ({ tagged: 0 }),
  revert: async () => ({ tagged: 0, retired: [] }),
  whileMembersRest: (_, work) => work(),
  manuallyTagged: async () => sql`SELECT toUInt32(0) AS customer WHERE false`,
  forget: async () => undefined,
  updateMembers: async () => undefined,
};
