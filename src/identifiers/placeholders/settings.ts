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

/** What a workspace adds to the built-in list and takes away from it. */
export interface PlaceholderChanges {
  readonly added: readonly Placeholder[];
  readonly removed: readonly Placeholder[];
}

const LIST = cacheKind<{ readonly version: number; readonly list: Promise<Placeholders> }>("identity.placeholders", "version");

/** The list as it holds now, in every process. Read again only when its version has moved. */
export async function readPlaceholders(ctx: Pick<Stores, "records" | "caches">): Promise<Placeholders> {
  const version = await versionOf(ctx, "placeholders");
  const known = ctx.caches.get(LIST);
  if (known?.version === version) return known.list;
  // A change between the two reads makes what was read newer than its version: the next call reads once more.
  const list = readPlaceholderChanges(ctx).then(withChanges);
  ctx.caches.set(LIST, { version, list });
  // A failure is not remembered: the next request asks again.
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

/** Every placeholder, built in or added, and whether it holds. */
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
