import { sql } from "kysely";
import { type Ctx, readSetting, writeSetting } from "../../../engine/index.ts";
import { definitionsSql } from "./digests.ts";

/**
 * What members were computed from besides rows and time, at the last evaluation of everything. Where it is the same now, only new rows
 * and time can have changed anybody.
 */
export interface Basis {
  /** Digest of everything that rules are read from: tags, catalogue, saved segments, the time zone. */
  readonly definitions: string;
  /** The last deletion or rewriting of rows, which no batch tells of. */
  readonly rewritten: string;
  /** The digest of each tag by code; compared when `definitions` differ. */
  readonly rules: Readonly<Record<string, string>>;
  /** Evaluations up to this one are in it. */
  readonly evaluation: number;
}

/** The same now. Costs two small queries, however many tags and rows there are. */
export interface Standing extends Pick<Basis, "definitions" | "rewritten" | "evaluation"> {
  /** Tags that fail or were never computed, evaluations that failed, and writes of members after which nothing was evaluated. */
  readonly unfinished: number;
}

/** Null before the first evaluation of everything. */
export interface Definitions {
  readonly basis: Basis | null;
  readonly standing: Standing;
}

const NAME = "evaluation.basis";
/** Kinds of evaluations after which nothing is left to compute: the tags that name what they changed are computed with it. */
const FINISHED = ["full", "incremental", "override", "assign"];

export async function readDefinitions(ctx: Ctx): Promise<Definitions> {
  const basis = await readBasis(ctx);
  return { basis, standing: await readStanding(ctx, basis?.evaluation ?? 0) };
}

async function readBasis(ctx: Pick<Ctx, "records">): Promise<Basis | null> {
  return ((await readSetting(ctx.records, NAME)) as unknown as Basis | undefined) ?? null;
}

export async function keepBasis(ctx: Pick<Ctx, "records" | "clock">, basis: Basis): Promise<void> {
  await writeSetting(ctx.records, NAME, basis, new Date(ctx.clock()));
}

/** @param since evaluations after this one are looked at */
async function readStanding(ctx: Ctx, since: number): Promise<Standing> {
  const {
    rows: [row],
  } = await sql<{ definitions: string; failing: string; unfinished: string; last: string | number }>`select
    ${definitionsSql()} as definitions,
    (select count(*) from tags where state = 'published' and kind <> 'static' and (failure is not null or evaluated_at is null)) as failing,
    (select count(*) from evaluations where id > ${since} and (state <> 'done' or kind not in (${sql.join(FINISHED)}))) as unfinished,
    (select coalesce(max(id), 0) from evaluations) as last`.execute(ctx.records);
  const [facts] = await ctx.facts.rows<{ rewritten: string }>(
    `SELECT concat(toString(toUnixTimestamp(max(create_time))), ':', toString(max(toUInt64OrZero(extract(mutation_id, '\\\\d+'))))) AS rewritten
     FROM system.mutations WHERE database = currentDatabase() AND table IN ('customers', 'attribute_values', 'events', 'members', 'ledger')`,
  );
  return {
    definitions: `${row!.definitions} ${ctx.workspace.timezone}`,
    rewritten: facts!.rewritten,
    evaluation: Number(row!.last),
    unfinished: Number(row!.failing) + Number(row!.unfinished),
  };
}
