import type { AssignmentShape } from "../../contract/index.ts";
import { shownText } from "../../customers/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { formatInstant, type Instant } from "../../kernel/index.ts";

/** Why and until when a static tag is assigned. */
export interface AssignmentTerms {
  readonly reason: string | null;
  /** From this instant on the customer no longer has the tag; null: no end. */
  readonly until: Instant | null;
}

/** A reason without surrounding blanks; null when it is empty. */
export function reasonOf(text: string | undefined): string | null {
  const reason = (text ?? "").trim().toWellFormed().replaceAll("\0", "");
  return reason === "" ? null : reason;
}

/** The assignment of a static tag to one customer, by a person or a program. */
export interface Assignment extends AssignmentTerms {
  readonly customer: number;
  /** in: the tag was added. out: it was removed. */
  readonly direction: "in" | "out";
}

/**
 * Stores reasons and ends in place of earlier ones of the same customers and tag. Without a reason and an end, nothing remains stored.
 * Returns the customers whose stored assignment changed.
 */
export async function keepAssignments(
  tx: RecordsTx,
  {
    tag,
    actor,
    at,
    assignments,
    bulk = null,
  }: {
    readonly tag: number;
    readonly actor: string;
    readonly at: Instant;
    readonly assignments: readonly Assignment[];
    /** The bulk assignment that they are part of. */
    readonly bulk?: number | null;
  },
): Promise<ReadonlySet<number>> {
  if (assignments.length === 0) return new Set();
  const rows = await tx
    .selectFrom("overrides")
    .select(["id", "customer", "direction", "reason", "expires_at"])
    .where("assignment", "=", true)
    .where("removed_at", "is", null)
    .where("tag", "=", tag)
    .where(
      "customer",
      "in",
      assignments.map(({ customer }) => customer),
    )
    .execute();
  const before = new Map(rows.map((row) => [Number(row.customer), row]));
  const changed = assignments.filter(({ customer, direction, reason, until }) => {
    const row = before.get(customer);
    if (!row) return reason !== null || until !== null;
    return row.direction !== direction || row.reason !== (reason ?? "") || (row.expires_at?.getTime() ?? null) !== until;
  });
  const ended = changed.flatMap(({ customer }) => before.get(customer)?.id ?? []);
  if (ended.length > 0)
    await tx
      .updateTable("overrides")
      .set({ removed_at: new Date(at), ended_in: bulk })
      .where("id", "in", ended)
      .execute();
  const begun = changed.filter(({ reason, until }) => reason !== null || until !== null);
  if (begun.length > 0)
    await tx
      .insertInto("overrides")
      .values(
        begun.map(({ customer, direction, reason, until }) => ({
          tag,
          customer,
          value: null,
          direction,
          assignment: true,
          reason: reason ?? "",
          actor,
          created_at: new Date(at),
          expires_at: until === null ? null : new Date(until),
          begun_in: bulk,
        })),
      )
      .execute();
  return new Set(changed.map(({ customer }) => customer));
}

/** Reasons and ends of static tags that these customers have now, by tag and customer: `12/3`. Absent: neither is stored. */
export async function termsInForce(
  { records }: Pick<Ctx, "records">,
  tags: readonly number[],
  customers: readonly number[],
): Promise<ReadonlyMap<string, AssignmentTerms>> {
  if (tags.length === 0 || customers.length === 0) return new Map();
  const rows = await records
    .selectFrom("overrides")
    .select(["tag", "customer", "reason", "expires_at"])
    .where("assignment", "=", true)
    .where("direction", "=", "in")
    .where("removed_at", "is", null)
    .where("tag", "in", [...tags])
    .where("customer", "in", [...customers])
    .orderBy("id")
    .execute();
  return new Map(
    rows.map(({ tag, customer, reason, expires_at }) => [
      `${tag}/${Number(customer)}`,
      { reason: reason === "" ? null : reason, until: expires_at && expires_at.getTime() },
    ]),
  );
}

/** The assignments of one customer, by tag and the instant they were made: `12/1767225600000`. Includes assignments that have ended. */
export interface CustomerAssignments {
  readonly all: ReadonlyMap<string, AssignmentShape>;
  /** The assignment of a tag that holds now: why the customer has the tag, or does not have it. Null when none is stored. */
  assignment(tag: number, has: boolean): AssignmentShape | null;
}

/** A customer's assignments and overrides, in one query. */
export async function assignmentsOfCustomer(ctx: Pick<Ctx, "records" | "actor" | "reads">, customer: number): Promise<CustomerAssignments> {
  const rows = await ctx.records.selectFrom("overrides").selectAll().where("customer", "=", customer).orderBy("id").execute();
  const shown = rows.map((row) => ({ row, assignment: assignmentShape(ctx, row) }));
  return {
    all: new Map(shown.map(({ row, assignment }) => [`${row.tag}/${row.created_at.getTime()}`, assignment])),
    assignment: (tag, has) =>
      shown.find(({ row }) => row.assignment && row.removed_at === null && row.tag === tag && row.direction === (has ? "in" : "out"))
        ?.assignment ?? null,
  };
}

interface Row {
  readonly reason: string;
  readonly actor: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
}

function assignmentShape(ctx: Pick<Ctx, "actor" | "reads">, { reason, actor, created_at, expires_at }: Row): AssignmentShape {
  return {
    reason: reason === "" ? null : shownText(ctx, reason),
    actor,
    at: formatInstant(created_at.getTime()),
    until: expires_at === null ? null : formatInstant(expires_at.getTime()),
  };
}
