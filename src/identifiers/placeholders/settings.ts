import type { Ctx, Records } from "../../engine/index.ts";
import { BUILT_IN, type Placeholder } from "./builtIn.ts";
import { placeholdersOf, USUAL_PLACEHOLDERS, type Placeholders } from "./placeholders.ts";

const NAME = "placeholders";

/** What a workspace adds to the built-in list and takes away from it. */
export interface PlaceholderChanges {
  readonly added: readonly Placeholder[];
  readonly removed: readonly Placeholder[];
}

/** Another process hears of a change after so long; this one at once. */
const REMEMBERED_MILLISECONDS = 2_000;
const remembered = new WeakMap<object, { readonly until: number; readonly list: Promise<Placeholders> }>();

/** The list as it holds now. Asked for every request that names identities, so it is remembered for a moment. */
export function readPlaceholders({ records }: Pick<Ctx, "records">): Promise<Placeholders> {
  const known = remembered.get(records);
  if (known && known.until > performance.now()) return known.list;
  const list = readPlaceholderChanges({ records }).then(withChanges);
  remembered.set(records, { until: performance.now() + REMEMBERED_MILLISECONDS, list });
  // A failure is not remembered: the next request asks again.
  list.catch(() => remembered.delete(records));
  return list;
}

export async function readPlaceholderChanges({ records }: Pick<Ctx, "records">): Promise<PlaceholderChanges> {
  const row = await records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  return { added: [], removed: [], ...(row?.value as Partial<PlaceholderChanges> | undefined) };
}

/** The built-in list with changes. */
export function withChanges({ added, removed }: PlaceholderChanges): Placeholders {
  if (added.length + removed.length === 0) return USUAL_PLACEHOLDERS;
  const gone = new Set(removed.map(textOf));
  return placeholdersOf([...BUILT_IN.filter((item) => !gone.has(textOf(item))), ...added]);
}

export async function writePlaceholderChanges(ctx: Pick<Ctx, "records" | "clock">, changes: PlaceholderChanges): Promise<void> {
  const row = { value: JSON.stringify(changes), updated_at: new Date(ctx.clock()) };
  await ctx.records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** After a change, when it is committed. */
export function forgetPlaceholders(records: Records): void {
  remembered.delete(records);
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
