import { listTags } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { tagLines } from "../../print/tags.ts";

export const tagList = defineCommand<{ q?: string }>({
  name: "tag list",
  group: "tags",
  summary: { zh: "全部标签及人数", en: "all tags with their members" },
  options: [{ flags: "--q <text>", text: { zh: "只看名称或编码含此文字的", en: "only those whose name or code contains this text" } }],
  examples: ["tag list", "tag list --q 价值 --json"],
  async run(session, _, { q }) {
    const answer = await session.call(listTags, { q });
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const { items } = answer;
    if (items.length > 0) session.print(...tagLines(session, items));
    session.note(
      say({
        zh: `${items.length} 个标签，${grouped(answer.customers)} 位客户`,
        en: `${items.length} tags, ${grouped(answer.customers)} customers`,
      }),
    );
  },
});
