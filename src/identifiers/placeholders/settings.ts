import {
  cacheKind,
  type Ctx,
  raiseVersion,
  readSetting,
  type Records,
  type RecordsTx,
  type Stores,
  versionOf,
  writeSetting,
} from "../../engine/index.ts";
import { BUILT_IN, type Placeholder } from "./builtIn.ts";
import { placeholdersOf, USUAL_PLACEHOLDERS, type Placeholders } from "./placeholders.ts";

const NAME = "placeholders";

/** The entries that a workspace adds to the built-in list, or switches off. */
export interface PlaceholderChanges {
  readonly added: readonly Placeholder[];
  readonly removed: readonly Placeholder[];
}

const LIST = cacheKind<{ readonly version: number; readonly list: Promise<Placeholders> }>("identity.placeholders", "version");

/** The present list. It is read again when its version has changed, in any process. */
export async function readPlaceholders(ctx: Pick<Stores, "records" | "caches">): Promise<Placeholders> {
  const version = await versionOf(ctx, "placeholders");
  const cached = ctx.caches.get(LIST);
  if (cached?.version === version) return cached.list;
  // The version is read first: a change between the two reads only makes the next call read again.
  const list = readPlaceholderChanges(ctx).then(withChanges);
  ctx.caches.set(LIST, { version, list });
  // A failure is not cached: the next call tries again.
  list.catch(() => ctx.caches.drop(LIST));
  return list;
}

export async function readPlaceholderChanges({ records }: Pick<Ctx, "records">): Promise<PlaceholderChanges> {
  const setting = await readSetting(records, NAME);
  return { added: [], removed: [], ...(setting as Partial<PlaceholderChanges> | undefined) };
}

/** The built-in list with changes. */
export function withChanges({ added, removed }: PlaceholderChanges): Placeholders {
  if (added.length + removed.length === 0) return USUAL_PLACEHOLDERS;
  const gone = new Set(removed.map(textOf));
  return placeholdersOf([...BUILT_IN.filter((item) => !gone.has(textOf(item))), ...added]);
}

export async function writePlaceholderChanges(
  ctx: Pick<Ctx, "clock"> & { readonly records: Records | RecordsTx },
  changes: PlaceholderChanges,
): Promise<void> {
  await writeSetting(ctx.records, NAME, changes, new Date(ctx.clock()));
  await raiseVersion(ctx.records, "placeholders");
}

export function textOf({ platform, value }: Placeholder): string {
  return `${platform} ${value}`;
}

/** Every placeholder, built in or added, and whether it is active. */
export async function readPlaceholderStates(
  ctx: Pick<Ctx, "records">,
): Promise<(Placeholder & { readonly builtIn: boolean; readonly active: boolean })[]> {
  const { added, removed } = await readPlaceholderChanges(ctx);
  const gone = new Set(removed.map(textOf));
  return [
    ...added.map((item) => ({ ...item, builtIn: false, active: true })),
    ...BUILT_IN.map((item) => ({ ...item, builtIn: true, active: !gone.has(textOf(item)) })),
  ];
}
