import type { TagColor, TagKind } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Text } from "../kernel/index.ts";

/** How a tag is shown where its definition does not matter. */
export interface TagFace {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagKind;
  readonly color: TagColor;
  readonly state: "published" | "paused" | "retired";
}

/** Every tag there ever was by its number, retired ones too: what history names. */
export async function tagFaces(ctx: Pick<Ctx, "records">): Promise<ReadonlyMap<number, TagFace>> {
  const rows = await ctx.records.selectFrom("tags").select(["id", "code", "name", "kind", "color", "state"]).orderBy("id").execute();
  return new Map(
    rows.map(({ id, code, name, kind, color, state }) => [
      id,
      { code, name, kind: kind as TagKind, color: color as TagColor, state: state as TagFace["state"] },
    ]),
  );
}
