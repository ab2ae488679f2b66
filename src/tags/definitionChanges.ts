import type { Ctx } from "../engine/index.ts";
import { dayOf, type Instant, type Text } from "../kernel/index.ts";

/** What became of the definition of each tag from an instant on, in words, by the number of the tag. */
export async function definitionChanges(ctx: Ctx, since: Instant): Promise<ReadonlyMap<number, Text[]>> {
  const from = new Date(since);
  const [rows, versions] = await Promise.all([
    ctx.records
      .selectFrom("tags")
      .select(["id", "state", "state_at", "created_at", "updated_at"])
      .where("updated_at", ">=", from)
      .orderBy("id")
      .execute(),
    ctx.records.selectFrom("tag_versions").select(["tag", "version", "actor", "at"]).where("at", ">=", from).orderBy("version").execute(),
  ]);
  const byTag = Map.groupBy(versions, ({ tag }) => tag);
  const day = (at: Date) => dayOf(at.getTime(), ctx.workspace.timezone);
  return new Map(
    rows.map((row) => {
      const published = byTag.get(row.id) ?? [];
      const said: Text[] = published.map(({ version, actor, at }) =>
        version === 1
          ? { zh: `${day(at)} 新建（${actor}）`, en: `${day(at)} created (${actor})` }
          : { zh: `${day(at)} 规则改为第 ${version} 版（${actor}）`, en: `${day(at)} rule changed to version ${version} (${actor})` },
      );
      if (row.state === "paused" && row.state_at >= from) said.push({ zh: `${day(row.state_at)} 暂停`, en: `${day(row.state_at)} paused` });
      // The other changes are written at the same instant, or a millisecond apart.
      const explained = [row.created_at, row.state_at, ...published.map(({ at }) => at)].map(day);
      if (!explained.includes(day(row.updated_at)))
        said.push({ zh: `${day(row.updated_at)} 名称或说明有修改`, en: `${day(row.updated_at)} name or words changed` });
      return [row.id, said];
    }),
  );
}
