import type { AssignmentShape } from "../../contract/index.ts";
import { shownText } from "../../customers/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { formatInstant, type Instant } from "../../kernel/index.ts";

/** What somebody says who puts a static tag on customers, or takes it off. */
export interface Said {
  readonly reason: string | null;
  /** From this instant on they have it no more; null: they keep it. */
  readonly until: Instant | null;
}

/** A reason without what surrounds it; null when nothing is said. */
export function reasonOf(text: string | undefined): string | null {
  const reason = (text ?? "").trim().toWellFormed().replaceAll("\0", "");
  return reason === "" ? null : reason;
}

/** What is said of one customer. */
export interface SaidOf extends Said {
  readonly customer: number;
  /** in: the tag is put on. out: it is taken off. */
  readonly direction: "in" | "out";
}

/**
 * Keeps what was said, in place of what was said before of the same customers and tag: who says nothing now leaves nothing standing.
 * Answers the customers of whom something else holds than before; the same said again changes nothing.
 */
export async function keepSaid(
  tx: RecordsTx,
  { tag, actor, at, said }: { readonly tag: number; readonly actor: string; readonly at: Instant; readonly said: readonly SaidOf[] },
): Promise<ReadonlySet<number>> {
  if (said.length === 0) return new Set();
  const rows = await tx
    .selectFrom("overrides")
    .select(["id", "customer", "direction", "reason", "expires_at"])
    .where("assignment", "=", true)
    .where("removed_at", "is", null)
    .where("tag", "=", tag)
    .where(
      "customer",
      "in",
      said.map(({ customer }) => customer),
    )
    .execute();
  const before = new Map(rows.map((row) => [Number(row.customer), row]));
  const changed = said.filter(({ customer, direction, reason, until }) => {
    const row = before.get(customer);
    if (!row) return reason !== null || until !== null;
    return row.direction !== direction || row.reason !== (reason ?? "") || (row.expires_at?.getTime() ?? null) !== until;
  });
  const ended = changed.flatMap(({ customer }) => before.get(customer)?.id ?? []);
  if (ended.length > 0)
    await tx
      .updateTable("overrides")
      .set({ removed_at: new Date(at) })
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
        })),
      )
      .execute();
  return new Set(changed.map(({ customer }) => customer));
}

/** What was said of one customer, by tag and the instant it was said: `12/1767225600000`. What holds no more is among it. */
export interface SaidToCustomer {
  readonly all: ReadonlyMap<string, AssignmentShape>;
  /** What holds of a tag now: why the customer has it, or has it not. Null where nothing was said. */
  assignment(tag: number, has: boolean): AssignmentShape | null;
}

/** What was said of a customer's static tags, and why it was overridden: all of it in one look at the records. */
export async function saidOfCustomer(ctx: Pick<Ctx, "records" | "actor" | "reads">, customer: number): Promise<SaidToCustomer> {
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
