import { listTagOverlaps } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table, type Cell } from "../../print/table.ts";

export const groupOverlaps = defineCommand({
  name: "group overlaps",
  group: "tags",
  summary: { zh: "互斥组里人群重叠的标签", en: "tags of exclusive groups that some customers have both" },
  async run(session) {
    const answer = await session.call(listTagOverlaps, {});
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    const rows = answer.items.map(({ tags: [one, two], customers }): Cell[] => [one.name[lang], two.name[lang], grouped(customers)]);
    const titles = [
      { title: say({ zh: "标签", en: "TAG" }), flexible: true },
      { title: say({ zh: "另一标签", en: "OTHER TAG" }), flexible: true },
      { title: say({ zh: "客户数", en: "CUSTOMERS" }), align: "right" as const },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "没有重叠", en: "no overlaps" }));
  },
});
