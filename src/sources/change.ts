import { audit } from "../access/index.ts";
import { SourcePlace, type SourceRun, type SourceShape } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { newId, problem, requirePermission, unusableTexts } from "../kernel/index.ts";
import { checkSource } from "./check.ts";
import { purposeOf, type SourceDeps } from "./deps.ts";
import { describeSource, runOf, sourceRow } from "./rows.ts";

export interface CreateSource {
  readonly name: string;
  readonly place: SourcePlace;
  readonly secret?: string | undefined;
  readonly query?: string | undefined;
  readonly column?: string | null | undefined;
  readonly mapping?: unknown;
  readonly every?: number | null | undefined;
  readonly deps: SourceDeps;
}

/** @throws SOURCE_NAME_TAKEN, SOURCE_QUERY, ADDRESS_*, FOLDER_REFUSED, INPUT_INVALID for the mapping */
export async function createSource({ ctx, input }: Verb<CreateSource>): Promise<SourceShape> {
  requirePermission(ctx, "connection.manage");
  const { name, place, secret, query = null, column = null, mapping, every = null, deps } = input;
  if (unusableTexts({ name, query, column }).length > 0) throw problem("TEXT_UNUSABLE", {});
  await checkSource({ place, query, column, mapping }, deps);
  const id = newId(ctx.clock());
  const now = new Date(ctx.clock());
  await ctx.records.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto("sources")
      .values({
        id,
        name,
        place: JSON.stringify(place),
        secret: secret ? deps.seal.seal(purposeOf(id), secret) : null,
        query,
        incremental_column: column,
        mark: null,
        mapping: mapping === undefined ? null : JSON.stringify(mapping),
        every,
        state: "active",
        next_at: every === null ? null : now,
        owner_kind: ctx.actor.kind,
        owner: ctx.actor.id,
        owner_name: ctx.actor.name,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!inserted) throw problem("SOURCE_NAME_TAKEN", { name });
    await audit(tx, ctx, "source.create", { source: id, name, place });
  });
  return describeSource(ctx, await sourceRow(ctx.records, id));
}

type Changes = { readonly [K in keyof Omit<CreateSource, "deps">]?: CreateSource[K] | undefined };

export interface UpdateSource extends Changes {
  readonly source: string;
  readonly state?: "active" | "paused" | undefined;
  readonly deps: SourceDeps;
}

/**
 * Changes the fields that are present. An absent secret stays, unless the address changed. If the source reads another table or query, it
 * starts from the beginning.
 * @throws SOURCE_NOT_FOUND, SOURCE_NAME_TAKEN, SOURCE_QUERY, ADDRESS_*, FOLDER_REFUSED, INPUT_INVALID for the mapping
 */
export async function updateSource({ ctx, input }: Verb<UpdateSource>): Promise<SourceShape> {
  requirePermission(ctx, "connection.manage");
  const row = await sourceRow(ctx.records, input.source);
  const before = SourcePlace.parse(row.place);
  const {
    name = row.name,
    place = before,
    query = row.query,
    column = row.incremental_column,
    every = row.every,
    state = row.state,
    deps,
  } = input;
  const mapping = input.mapping === undefined ? row.mapping : input.mapping;
  if (unusableTexts({ name, query, column }).length > 0) throw problem("TEXT_UNUSABLE", {});
  await checkSource({ place, query, column, mapping }, deps);
  const moved = JSON.stringify(place) !== JSON.stringify(before);
  const other = moved || query !== row.query || column !== row.incremental_column;
  // A password is only sent to the address for which it was entered.
  const secret = input.secret ? deps.seal.seal(purposeOf(row.id), input.secret) : moved ? null : row.secret;
  const now = new Date(ctx.clock());
  await ctx.records.transaction().execute(async (tx) => {
    const taken = await tx.selectFrom("sources").select("id").where("name", "=", name).where("id", "!=", row.id).executeTakeFirst();
    if (taken) throw problem("SOURCE_NAME_TAKEN", { name });
    await tx
      .updateTable("sources")
      .set({
        name,
        place: JSON.stringify(place),
        secret,
        query,
        incremental_column: column,
        ...(other && { mark: null }),
        mapping: mapping === null ? null : JSON.stringify(mapping),
        every,
        state,
        next_at: every === null ? null : (row.next_at ?? now),
      })
      .where("id", "=", row.id)
      .execute();
    if (moved) await tx.deleteFrom("source_objects").where("source", "=", row.id).execute();
    await audit(tx, ctx, "source.update", { source: row.id, name, place, every, state });
  });
  return describeSource(ctx, await sourceRow(ctx.records, row.id));
}

/** @throws SOURCE_NOT_FOUND */
export async function deleteSource({ ctx, input }: Verb<{ source: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "connection.manage");
  const { id, name } = await sourceRow(ctx.records, input.source);
  await ctx.records.transaction().execute(async (tx) => {
    await tx.deleteFrom("sources").where("id", "=", id).execute();
    await audit(tx, ctx, "source.delete", { source: id, name });
  });
  return { ok: true };
}

export async function listSources({ ctx }: Verb<object>): Promise<{ items: SourceShape[] }> {
  requirePermission(ctx, "connection.manage");
  const rows = await ctx.records.selectFrom("sources").selectAll().orderBy("name").execute();
  const items: SourceShape[] = [];
  for (const row of rows) items.push(await describeSource(ctx, row));
  return { items };
}

/** @throws SOURCE_NOT_FOUND */
export async function listSourceRuns({ ctx, input }: Verb<{ source: string; limit: number }>): Promise<{ items: SourceRun[] }> {
  requirePermission(ctx, "connection.manage");
  const { id } = await sourceRow(ctx.records, input.source);
  const rows = await ctx.records
    .selectFrom("source_runs")
    .selectAll()
    .where("source", "=", id)
    .orderBy("id", "desc")
    .limit(input.limit)
    .execute();
  return { items: rows.map(runOf) };
}
