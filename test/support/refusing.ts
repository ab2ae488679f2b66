import type { Facts } from "../../src/engine/index.ts";
import { problem } from "../../src/kernel/index.ts";

/**
 * How a statement fails: `before` it does anything; `after` it was done, so that the caller is told wrong; `queued`: a deletion stays in
 * the store and is done later, as ClickHouse does on a full disk, and everything else fails before.
 */
export type Refusal = "before" | "after" | "queued";

export interface Refusing {
  readonly facts: Facts;
  /** Refuses `length` writing statements from the one numbered `from` on, counted from now. */
  refuse(from: number, length: number, how: Refusal): void;
  /** How many statements were refused since. */
  readonly refused: number;
  /** Does the deletions that were queued, in their order. */
  doQueued(): Promise<void>;
  /** Refuses nothing any more. */
  relent(): void;
}

/** A fact store that refuses writes at given moments, as one does whose disk is full for a while. */
export function refusing(real: Facts): Refusing {
  let plan: { from: number; to: number; how: Refusal } | undefined;
  let statements = 0;
  let refused = 0;
  let queued: { readonly sql: string; readonly statement: () => Promise<void> }[] = [];
  const write = async (sql: string, statement: () => Promise<void>): Promise<void> => {
    // Ends the deletions of one batch, as the store itself would.
    const ended = /^KILL MUTATION .*batch = (\d+)/.exec(sql)?.[1];
    if (ended !== undefined) queued = queued.filter((one) => !new RegExp(`\\bbatch = ${ended}\\b`).test(one.sql));
    const number = statements++;
    if (!plan || number < plan.from || number >= plan.to) return statement();
    refused++;
    if (plan.how === "after") await statement();
    if (plan.how === "queued" && /^\s*ALTER TABLE \w+ DELETE/.test(sql)) queued.push({ sql, statement });
    throw plan.how === "after" ? problem("FACTS_FAILED", { number: "0" }) : problem("DISK_FULL", {});
  };
  return {
    facts: {
      ...real,
      run: (sql, options) => write(sql.text, () => real.run(sql, options)),
      insert: (table, rows, options) => write(`INSERT INTO ${table}`, () => real.insert(table, rows, options)),
    },
    refuse(from, length, how) {
      plan = { from, to: from + length, how };
      statements = refused = 0;
    },
    relent: () => (plan = undefined),
    get refused() {
      return refused;
    },
    async doQueued() {
      // One whose tables are gone fails again and again, and changes nothing.
      for (const { statement } of queued.splice(0)) await statement().catch(() => undefined);
    },
  };
}
