import type { Selectable } from "kysely";
import type { ChangeComment } from "../contract/index.ts";
import type { Ctx, RecordTables, RecordsTx } from "../engine/index.ts";
import { formatInstant, newId } from "../kernel/index.ts";

type CommentRow = Selectable<RecordTables["change_comments"]>;

export async function writeComment(
  tx: RecordsTx,
  ctx: Ctx,
  change: number,
  kind: ChangeComment["kind"],
  text: string,
): Promise<ChangeComment> {
  const { id: by, name } = ctx.actor;
  const at = new Date(ctx.clock());
  await tx
    .insertInto("change_comments")
    .values({ id: newId(ctx.clock()), change, kind, by, by_name: name, at, text })
    .execute();
  return shownComment({ kind, by_name: name, at, text });
}

export function shownComment({ kind, by_name: by, at, text }: Pick<CommentRow, "kind" | "by_name" | "at" | "text">): ChangeComment {
  return { kind, by, at: formatInstant(at.getTime()), text };
}
