import { createHash } from "node:crypto";
import { sql as recordsSql } from "kysely";
import type { AuditVerification, BrokenAuditRow } from "../../contract/index.ts";
import type { Records, Verb } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";

const PAGE_ROWS = 5_000;
/** Most problems that are listed. */
const LISTED_PROBLEMS = 100;

interface Row {
  readonly sequence: string | null;
  readonly id: string;
  readonly at: Date;
  readonly actor_name: string;
  readonly action: string;
  readonly previous: string | null;
  readonly hash: string | null;
  readonly content: string;
}

export interface VerifyAudit {
  /** A hash that was noted at an earlier verification, in any case of letters. */
  readonly expect?: string | undefined;
}

/** Follows the chain of the audit from its first row to its head and names each row that was changed, removed or inserted. */
export async function verifyAudit({ ctx, input }: Verb<VerifyAudit>): Promise<AuditVerification> {
  requirePermission(ctx, "team.manage");
  return ctx.records
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const found = await recordsSql<{ sequence: string; hash: string }>`select sequence, hash from audit_head`.execute(tx);
      const head = { sequence: Number(found.rows[0]?.sequence ?? 0), hash: found.rows[0]?.hash ?? "" };
      const chain = new Chain(input.expect?.toLowerCase());
      for (let page = await readPage(tx, 0); page.length > 0; page = await readPage(tx, Number(page.at(-1)!.sequence)))
        for (const row of page) chain.add(row, head.sequence);
      chain.end(head);
      for (const row of await unchained(tx)) chain.report("inserted", row);
      return {
        ok: chain.problems.length === 0 && chain.expected !== false,
        rows: chain.rows,
        head: head.sequence > 0 ? head : null,
        expected: chain.expected,
        problems: chain.problems.slice(0, LISTED_PROBLEMS),
        broken: chain.problems.length,
      };
    });
}

class Chain {
  rows = 0;
  expected: boolean | null;
  readonly problems: BrokenAuditRow[] = [];
  #last: Row | undefined;
  readonly #expect: string | undefined;

  constructor(expect: string | undefined) {
    this.#expect = expect;
    this.expected = expect === undefined ? null : false;
  }

  /** Rows come in the order of their sequence. */
  add(row: Row, headSequence: number): void {
    this.rows += 1;
    const sequence = Number(row.sequence);
    if (sequence > headSequence) return this.report("inserted", row);
    const before = this.#last ? Number(this.#last.sequence) : 0;
    if (sequence > before + 1) this.reportRemoved(before + 1, sequence - 1);
    // The row is what its hash says, but its successor remembers another hash: somebody computed the hash of the changed row again.
    else if (row.previous !== (this.#last?.hash ?? "") && this.#last) this.report("changed", this.#last);
    if (createHash("sha256").update(row.content).digest("hex") !== row.hash) this.report("changed", row);
    if (row.hash === this.#expect) this.expected = true;
    this.#last = row;
  }

  end(head: { readonly sequence: number; readonly hash: string }): void {
    const last = this.#last ? Number(this.#last.sequence) : 0;
    if (last < head.sequence) this.reportRemoved(last + 1, head.sequence);
    else if (this.#last && this.#last.hash !== head.hash) this.report("changed", this.#last);
  }

  report(what: "changed" | "inserted", row: Row): void {
    const { id, sequence, at, actor_name: actor, action } = row;
    if (this.problems.some((each) => each.id === Number(id))) return;
    this.problems.push({
      what,
      id: Number(id),
      from: Number(sequence),
      to: Number(sequence),
      at: formatInstant(at.getTime()),
      actor,
      action,
    });
  }

  reportRemoved(from: number, to: number): void {
    // Between which rows they were, because what they said is gone.
    const at = this.#last ? formatInstant(this.#last.at.getTime()) : null;
    this.problems.push({ what: "removed", id: null, from, to, at, actor: null, action: null });
  }
}

/** The text that a row's hash was computed from: as the function chain_audit of the migration writes it. */
const COLUMNS = recordsSql`sequence, id, at, actor_name, action, previous, hash,
  jsonb_build_array(previous, sequence, id, (extract(epoch from at) * 1000000)::bigint,
    actor_kind, actor, actor_name, action, details, request, address)::text as content`;

async function readPage(records: Records, after: number): Promise<Row[]> {
  const found = await recordsSql<Row>`select ${COLUMNS} from audit where sequence > ${after} order by sequence limit ${PAGE_ROWS}`.execute(
    records,
  );
  return found.rows;
}

async function unchained(records: Records): Promise<Row[]> {
  const found = await recordsSql<Row>`select ${COLUMNS} from audit where sequence is null order by id limit ${LISTED_PROBLEMS}`.execute(
    records,
  );
  return found.rows;
}
