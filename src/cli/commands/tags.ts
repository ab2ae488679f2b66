import { listTags } from "../../contract/index.ts";
import { defineCommand } from "../command.ts";
import { grouped, percent } from "../print/number.ts";
import { table, type Cell } from "../print/table.ts";
import { KIND, STATE } from "../print/words.ts";

export const tags = defineCommand<{ q?: string }>({
  name: "tags",
  group: "tags",
  summary: { zh: "全部标签及人数", en: "all tags with their members" },
  options: [{ flags: "--q <text>", text: { zh: "只看名称或编码含此文字的", en: "only those whose name or code contains this text" } }],
  examples: ["tags", "tags --q 价值 --json"],
  async run(session, _, { q }) {
    const answer = await session.call(listTags, { q });
    if (session.json) return session.printJson(answer);
    const { lang, say } = session;
    const rows = answer.items.map(({ name, code, kind, color, group, members, coverage, state, failure }): Cell[] => [
      { text: name[lang], dot: color },
      code,
      say(KIND[kind]),
      group.join("/"),
      members === null ? "–" : grouped(members),
      percent(coverage),
      failure
        ? { text: `${say({ zh: "计算失败：", en: "failing: " })}${failure[lang]}`, style: "red" }
        : { text: state === "published" ? "" : say(STATE[state]), style: "dim" },
    ]);
    const titles = [
      { title: say({ zh: "标签", en: "TAG" }), flexible: true },
      { title: say({ zh: "编码", en: "CODE" }) },
      { title: say({ zh: "种类", en: "KIND" }) },
      { title: say({ zh: "分组", en: "GROUP" }), flexible: true },
      { title: say({ zh: "人数", en: "MEMBERS" }), align: "right" as const },
      { title: say({ zh: "占比", en: "SHARE" }), align: "right" as const },
      { title: "", flexible: true },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    session.note(
      say({
        zh: `${rows.length} 个标签，${grouped(answer.customers)} 位客户`,
        en: `${rows.length} tags, ${grouped(answer.customers)} customers`,
      }),
    );
  },
});
