import type { ChangeSummary } from "../contract/index.ts";
import type { Records } from "../engine/index.ts";
import { formatInstant } from "../kernel/index.ts";
import { shownTag, type ChangeRow } from "./entries.ts";

export async function commentCounts(records: Records, rows: readonly Pick<ChangeRow, "id">[]): Promise<ReadonlyMap<number, number>> {
  if (rows.length === 0) return new Map();
  const counts = await records
    .selectFrom("change_comments")
    .select(({ fn }) => ["change", fn.countAll<string>().as("comments")])
    .where(
      "change",
      "in",
      rows.map(({ id }) => id),
    )
    .where("text", "!=", "")
    .groupBy("change")
    .execute();
  return new Map(counts.map(({ change, comments }) => [change, Number(comments)]));
}

export function summaryOf(row: ChangeRow, comments: number): ChangeSummary {
  const instant = (date: Date | null) => date && formatInstant(date.getTime());
  return {
    id: row.id,
    state: row.state,
    title: row.title,
    tags: row.entries.map(shownTag),
    madeBy: { kind: row.made_kind, id: row.made_by, name: row.made_name },
    madeAt: formatInstant(row.made_at.getTime()),
    decidedBy: row.decided_name,
    decidedAt: instant(row.decided_at),
    publishedAt: instant(row.published_at),
    comments,
  };
}
