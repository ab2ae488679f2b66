import { listPlaceholders } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { type Cell, table } from "../../print/table.ts";

export const placeholderList = defineCommand<{ all?: boolean }>({
  name: "placeholder list",
  group: "customers",
  summary: { zh: "占位编号：不代表任何人的编号", en: "placeholders: ids that name nobody" },
  options: [{ flags: "--all", text: { zh: "包括已停用的", en: "those that were taken off the list too" } }],
  examples: ["placeholder list"],
  async run(session, _, { all = false }) {
    const answer = await session.call(listPlaceholders, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const titles = [
      { title: say({ zh: "平台", en: "PLATFORM" }) },
      { title: say({ zh: "编号", en: "ID" }), flexible: true },
      { title: say({ zh: "来源", en: "FROM" }) },
      { title: say({ zh: "状态", en: "STATE" }) },
    ];
    const rows = answer.items
      .filter(({ active }) => all || active)
      .map(({ platform, value, builtIn, active }): Cell[] => [
        platform === "*" ? say({ zh: "任何平台", en: "any" }) : platform,
        clean(value),
        say(builtIn ? { zh: "内置", en: "built in" } : { zh: "添加", en: "added" }),
        say(active ? { zh: "生效", en: "active" } : { zh: "停用", en: "off" }),
      ]);
    session.print(...table(titles, rows, session.table));
  },
});
