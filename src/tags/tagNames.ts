import type { TagColor, TagKind } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Text } from "../kernel/index.ts";

/** The display data of a tag, without its definition. */
export interface TagNames {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagKind;
  readonly color: TagColor;
  readonly state: "published" | "paused" | "retired";
}

/** All tags by number, including retired ones, because the membership history names them. */
export async function tagNames(ctx: Pick<Ctx, "records">): Promise<ReadonlyMap<number, TagNames>> {
  const rows = await ctx.records.selectFrom("tags").select(["id", "code", "name", "kind", "color", "state"]).orderBy("id").execute();
  return new Map(
    rows.map(({ id, code, name, kind, color, state }) => [
      id,
      { code, name, kind: kind as TagKind, color: color as TagColor, state: state as TagNames["state"] },
    ]),
  );
}
