import { listSegments } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table } from "../../print/table.ts";

export const segmentList = defineCommand({
  name: "segment list",
  group: "customers",
  summary: { zh: "保存的人群及人数", en: "saved segments with their counts" },
  async run(session) {
    const answer = await session.call(listSegments, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const titles = [
      { title: say({ zh: "人群", en: "SEGMENT" }), flexible: true },
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "人数", en: "CUSTOMERS" }), align: "right" as const },
      { title: say({ zh: "组合", en: "COMBINATION" }), flexible: true },
    ];
    const rows = answer.items.map(({ id, name, count, where }) => [name, id, count === null ? "–" : grouped(count), where]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else
      session.note(
        say({ zh: "还没有人群：tagwise segment save <名称> <组合>", en: "no segments yet: tagwise segment save <name> <combination>" }),
      );
  },
});
