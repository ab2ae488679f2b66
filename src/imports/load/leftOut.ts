import { literal, sql } from "../../engine/index.ts";
import { IDENTITY_FAULTS, type IdentityFault } from "../../identifiers/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { ImportPlan } from "../plan/importPlan.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

/** Warnings for identities that were left out of imported rows: for each column how many, and why. None is dropped silently. */
export async function leftOut({ ctx, run }: Work, { table }: MappedRows, { identities }: ImportPlan): Promise<Text[]> {
  if (identities.length < 2) return [];
  const names = identities.map(({ column }) => column);
  const faults = names.map((column) => sql.id(`${column}_fault`));
  const rows = await ctx.facts.rows<{ name: string; fault: IdentityFault; count: string }>(
    sql`
      SELECT name, fault, count() AS count
      FROM ${sql.id(table)}
      ARRAY JOIN ${literal.texts(names)} AS name, [${sql.join(faults)}] AS fault
      WHERE ${GOOD} AND fault NOT IN ('', 'empty')
      GROUP BY name, fault
      ORDER BY name, fault
    `,
    run,
  );
  return rows.map(({ name, fault, count }) => {
    const word = identities.find(({ column }) => column === name)!.path.replace("identities.", "");
    const { zh, en } = IDENTITY_FAULTS[fault];
    return {
      zh: `${count} 行的「${word}」未用来识别客户（这些行已按其他身份导入）：${zh}。`,
      en: `In ${count} rows ${word} was not used to identify the customer (the rows were imported by their other identities): ${en}.`,
    };
  });
}
