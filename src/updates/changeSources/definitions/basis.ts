import { sql as recordsSql } from "kysely";
import { type Ctx, readSetting, sql, writeSetting } from "../../../engine/index.ts";
import { ASSIGNED_TAG_KINDS } from "../../../kernel/index.ts";
import { definitionsSql } from "./digests.ts";

/**
 * What members were computed from at the last evaluation of everything, apart from rows and time. If it is unchanged, only new rows and
 * time can have changed an answer.
 */
export interface Basis {
  /** Digest of everything that rules are read from: tags, catalogue, saved segments, the time zone. */
  readonly definitions: string;
  /** The last deletion or rewriting of rows, which no batch announces. */
  readonly rewritten: string;
  /** The digest of each tag by code; compared when `definitions` differ. */
  readonly rules: Readonly<Record<string, string>>;
  /** The last evaluation that is included. */
  readonly evaluation: number;
}

/** The present state, to compare with the basis. Costs two small queries, however many tags and rows there are. */
export interface Standing extends Pick<Basis, "definitions" | "rewritten" | "evaluation"> {
  /**
   * The number of tags that fail or were never computed, of failed evaluations, and of writes of members after which dependent tags were
   * not evaluated.
   */
  readonly unfinished: number;
}

/** `basis` is null before the first evaluation of everything. */
export interface Definitions {
  readonly basis: Basis | null;
  readonly standing: Standing;
}

const NAME = "evaluation.basis";
/** Kinds of evaluations that leave nothing to compute: tags that name the changed ones are computed with them. */
const FINISHED = ["full", "incremental", "override", "assign"];

export async function readDefinitions(ctx: Ctx): Promise<Definitions> {
  const basis = await readBasis(ctx);
  return { basis, standing: await readStanding(ctx, basis?.evaluation ?? 0) };
}

export async function readBasis(ctx: Pick<Ctx, "records">): Promise<Basis | null> {
  return ((await readSetting(ctx.records, NAME)) as unknown as Basis | undefined) ?? null;
}

export async function keepBasis(ctx: Pick<Ctx, "records" | "clock">, basis: Basis): Promise<void> {
  await writeSetting(ctx.records, NAME, basis, new Date(ctx.clock()));
}

/** @param since only evaluations after this one count */
async function readStanding(ctx: Ctx, since: number): Promise<Standing> {
  const {
    rows: [row],
  } = await recordsSql<{ definitions: string; failing: string; unfinished: string; last: string | number }>`select
    ${definitionsSql()} as definitions,
    (select count(*) from tags where state = 'published' and kind not in (${recordsSql.join(ASSIGNED_TAG_KINDS)}) and (failure is not null or evaluated_at is null)) as failing,
    (select count(*) from evaluations where id > ${since} and (state <> 'done' or kind not in (${recordsSql.join(FINISHED)}))) as unfinished,
    (select coalesce(max(id), 0) from evaluations) as last`.execute(ctx.records);
  const [facts] = await ctx.facts.rows<{ rewritten: string }>(
    sql`
      SELECT concat(toString(toUnixTimestamp(max(create_time))), ':', toString(max(toUInt64OrZero(extract(mutation_id, '\\\\d+'))))) AS rewritten
      FROM system.mutations
      WHERE database = currentDatabase()
        AND table IN ('customers', 'attribute_values', 'events', 'members', 'membership_changes')
    `,
  );
  return {
    definitions: `${row!.definitions} ${ctx.workspace.timezone}`,
    rewritten: facts!.rewritten,
    evaluation: Number(row!.last),
    unfinished: Number(row!.failing) + Number(row!.unfinished),
  };
}
