import type { Selectable } from "kysely";
import { SourcePlace, type SourceRun, type SourceShape } from "../contract/index.ts";
import type { Ctx, Records, RecordsTx, RecordTables } from "../engine/index.ts";
import { formatInstant, problem } from "../kernel/index.ts";

export type SourceRow = Selectable<RecordTables["sources"]>;
type RunRow = Selectable<RecordTables["source_runs"]>;

/** The source with an id or a name. @throws SOURCE_NOT_FOUND */
export async function sourceRow(records: Records | RecordsTx, source: string): Promise<SourceRow> {
  const rows = await records
    .selectFrom("sources")
    .selectAll()
    .where((where) => where.or([where("id", "=", source), where("name", "=", source)]))
    .execute();
  const row = rows.find(({ id }) => id === source) ?? rows[0];
  if (!row) throw problem("SOURCE_NOT_FOUND", { source });
  return row;
}

export async function describeSource(ctx: Ctx, row: SourceRow): Promise<SourceShape> {
  const run = await ctx.records
    .selectFrom("source_runs")
    .selectAll()
    .where("source", "=", row.id)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    id: row.id,
    name: row.name,
    place: SourcePlace.parse(row.place),
    hasSecret: row.secret !== null,
    query: row.query,
    column: row.incremental_column,
    mark: row.mark,
    mapping: row.mapping,
    every: row.every,
    state: row.state,
    nextAt: row.every === null || row.state === "paused" ? null : stamp(row.next_at),
    lastRun: run ? runOf(run) : null,
    owner: row.owner_name,
    createdAt: stamp(row.created_at)!,
  };
}

export function runOf(row: RunRow): SourceRun {
  return {
    id: row.id,
    state: row.state,
    rows: row.rows,
    files: row.files,
    eventsAdded: row.events_added,
    customersCreated: row.customers_created,
    skipped: row.skipped,
    imports: row.imports,
    problem: row.problem,
    startedAt: stamp(row.started_at)!,
    endedAt: stamp(row.ended_at),
  };
}

function stamp(at: Date | null): string | null {
  return at && formatInstant(at.getTime());
}
