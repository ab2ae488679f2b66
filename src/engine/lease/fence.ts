import type { Sql } from "../facts/sql/piece.ts";
import { sql } from "../facts/sql/sql.ts";
import { setTimeout as pause } from "node:timers/promises";
import { problem } from "../../kernel/index.ts";
import { literal } from "../facts/literal.ts";
import { dropStages, PROCESS, processStagePrefix } from "../facts/stageTables.ts";
import type { Facts } from "../facts/types.ts";

/** Every statement that writes members begins with a comment of these words, so that a new holder finds the ones of the holder before. */
const MARK = "writes members under fence";
/** What statements of a process begin with. */
export function statementMark(process: string): Sql {
  return sql`${sql.comment(`tagwise ${process}`)} `;
}

/** In the message of a statement that was refused. */
export const FENCED = "TAGWISE_FENCED";
const LOOK_MILLISECONDS = 50;
/** Such statements take a fraction of a second; one that takes this long hangs. */
const LONGEST_MILLISECONDS = 60_000;

/**
 * What makes an INSERT … SELECT one that the fact store refuses once a greater fencing number is in it: `mark` stands before the
 * statement, and `passed` is part of its condition. The statement looks the number up itself, before it reads anything else.
 */
export function fenceSql({ fence }: { readonly fence: number }): { readonly mark: Sql; readonly passed: Sql } {
  return {
    mark: sql.comment(`${MARK} ${fence}`),
    passed: sql`(SELECT throwIf(max(fence) > ${literal.integer(fence)}, ${literal.text(FENCED)}) FROM writer_fences) = 0`,
  };
}

/**
 * Makes a fencing number the greatest, then waits for statements that began before it. Whatever begins later under a smaller one is
 * refused, so from here on nothing of an earlier holder is written any more. Of the holder `before` every statement is waited for: a
 * server goes on with what a dead process asked for, an import's rows for one.
 */
export async function passFence(facts: Facts, fence: number, before: string | null): Promise<void> {
  await facts.run(sql`INSERT INTO writer_fences SELECT ${literal.integer(fence)}, now()`);
  // Statements that cannot look at a number, such as those that replace partitions, read from the holder's staging tables: they fail.
  if (before !== null && !before.startsWith(PROCESS)) await dropStages(facts, { prefix: processStagePrefix(before) });
  if (before !== null) await endStatements(facts, before);
  await untilNoneRuns(facts, sql`position(query, concat('/* writes members ', 'under fence ')) > 0`);
}

/** Stops what the fact store still does for a process that is dead, and waits until it has ended. @throws FACTS_TIME */
export async function endStatements(facts: Facts, process: string): Promise<void> {
  const named = sql`query_id LIKE ${literal.text(`tagwise-${process}-%`)}`;
  // What a dead process reads or writes helps nobody. Where it cannot be told to stop it is waited for.
  await facts.run(sql`KILL QUERY WHERE ${named} ASYNC`).catch(() => undefined);
  await untilNoneRuns(facts, sql`(${named} OR position(query, concat('/* tagwise ', ${literal.text(`${process} */`)})) > 0)`);
}

async function untilNoneRuns(facts: Facts, where: Sql): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const [row] = await facts.rows<{ running: string }>(
      sql`
        SELECT count() AS running
        FROM system.processes
        WHERE current_database = currentDatabase() AND ${where}
      `,
    );
    if (row!.running === "0") return;
    if (performance.now() - begun > LONGEST_MILLISECONDS) throw problem("FACTS_TIME", {});
    await pause(LOOK_MILLISECONDS);
  }
}
