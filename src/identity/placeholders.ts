import type { Identity } from "../contract/index.ts";
import { literal, takeNumbers, type Ctx, type RecordsTx, sql } from "../engine/index.ts";
import { keyOf, LONG_STATEMENT, lookupOwners, loadMergeLimits } from "../matching/index.ts";
import {
  editedChanges,
  isPlaceholderSql,
  type PlaceholderEdit,
  type Placeholders,
  placeholdersOf,
  readPlaceholderChanges,
  textOf,
  withChanges,
  writePlaceholderChanges,
} from "../identifiers/index.ts";
import { judge, restructure } from "./changes/restructure.ts";
import { serially } from "./serial.ts";

/** Identities whose components are solved in one step, which bounds the memory. */
const PART_IDENTITIES = 1_000;

/** The effect of an edit of the placeholder list on existing customers. */
export interface PlaceholderPlan {
  /** Identities that become placeholders or stop being placeholders. */
  readonly identities: number;
  /** Customers that are merged into others, and customers that are split off. */
  readonly merged: number;
  readonly split: number;
}

/** Previews an edit. Writes nothing. @throws as editedChanges */
export async function planPlaceholders(ctx: Pick<Ctx, "records" | "facts" | "caches">, edit: PlaceholderEdit): Promise<PlaceholderPlan> {
  const { after, concerned } = await concernedBy(ctx, edit);
  const limits = await loadMergeLimits(ctx);
  const merged = new Set<number>();
  const split = new Set<string>();
  for (let from = 0; from < concerned.length; from += PART_IDENTITIES) {
    const seeds = concerned.slice(from, from + PART_IDENTITIES);
    const owners = await lookupOwners(ctx, seeds, "heavy");
    const judged = await judge(ctx, {
      seeds,
      leaving: seeds.filter(after.has),
      newPairs: [],
      limits,
      placeholders: after,
      owners,
      lane: "heavy",
    });
    for (const { keys, lost, from } of judged.groups) {
      for (const customer of lost) if (!judged.left.has(customer)) merged.add(customer);
      if (from !== 0) split.add(keys.map((key) => keyOf(judged.gathered.keys[key]!)).toSorted()[0]!);
    }
  }
  return { identities: concerned.length, merged: merged.size, split: split.size };
}

/**
 * Saves an edit and changes the customers accordingly: customers that a placeholder had joined are split, and links of an id that is no
 * placeholder any more count again. @throws as editedChanges
 */
export async function changePlaceholders(ctx: Ctx, edit: PlaceholderEdit, also: (tx: RecordsTx) => Promise<void>): Promise<void> {
  await serially(ctx, "identities", async () => {
    const { changes, after, concerned } = await concernedBy(ctx, edit);
    await ctx.records.transaction().execute(async (tx) => {
      await writePlaceholderChanges({ records: tx, clock: ctx.clock }, changes);
      await also(tx);
    });
    if (concerned.length === 0) return;
    const limits = await loadMergeLimits(ctx);
    const batch = await takeNumbers(ctx.records, "batch", 1);
    for (let from = 0; from < concerned.length; from += PART_IDENTITIES) {
      const seeds = concerned.slice(from, from + PART_IDENTITIES);
      await restructure(ctx, {
        seeds,
        // The customer keeps its number with its other identities. The placeholder leaves it, with the rows whose most trusted identity it
        // is.
        leaving: seeds.filter(after.has),
        newPairs: [],
        owners: await lookupOwners(ctx, seeds, "heavy"),
        limits,
        placeholders: after,
        at: ctx.clock(),
        batch,
        cause: "person",
        actor: ctx.actor.name,
        lane: "heavy",
      });
    }
  });
}

/** The stored identities that an edit turns into placeholders or back. */
async function concernedBy(ctx: Pick<Ctx, "records" | "facts" | "caches">, edit: PlaceholderEdit) {
  const now = await readPlaceholderChanges(ctx);
  const changes = editedChanges(now, edit);
  const [before, after] = [withChanges(now), withChanges(changes)];
  const lists = [before, after].map(({ items }) => new Map(items.map((item) => [textOf(item), item]))) as [
    Map<string, never>,
    Map<string, never>,
  ];
  const differing = placeholdersOf([
    ...before.items.filter((item) => !lists[1].has(textOf(item))),
    ...after.items.filter((item) => !lists[0].has(textOf(item))),
  ]);
  const found = differing.items.length === 0 ? [] : await existing(ctx, differing);
  return { changes, after, concerned: found.filter((identity) => before.has(identity) !== after.has(identity)) };
}

async function existing({ facts }: Pick<Ctx, "facts">, list: Placeholders): Promise<Identity[]> {
  const platforms = await facts.rows<{ platform: string }>(sql`SELECT DISTINCT platform FROM identities ORDER BY platform`);
  const conditions = platforms.map(
    ({ platform }) => sql`(platform = ${literal.text(platform)} AND ${isPlaceholderSql(platform, sql`external`, list)})`,
  );
  if (conditions.length === 0) return [];
  return facts.rows<Identity>(
    sql`
      SELECT DISTINCT platform, external
      FROM identities
      WHERE ${sql.join(conditions, " OR ")}
      ORDER BY platform, external
    `,
    { lane: "heavy", settings: LONG_STATEMENT },
  );
}
