import { listSources, sourceAddress } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table } from "../../print/table.ts";

export const sourceList = defineCommand({
  name: "source list",
  group: "data",
  summary: { zh: "数据源列表：数据库、文件夹、存储桶", en: "data sources: databases, folders, buckets" },
  async run(session) {
    const answer = await session.call(listSources, {});
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "名称", en: "NAME" }), flexible: true },
      { title: say({ zh: "位置", en: "PLACE" }), flexible: true },
      { title: say({ zh: "读到", en: "READ UP TO" }), flexible: true },
      { title: say({ zh: "上次", en: "LAST RUN" }) },
      { title: say({ zh: "行", en: "ROWS" }), align: "right" as const },
      { title: say({ zh: "下次", en: "NEXT" }) },
      { title: say({ zh: "问题", en: "PROBLEM" }), flexible: true },
    ];
    const rows = answer.items.map(({ name, place, mark, lastRun, nextAt, state }) => [
      name,
      sourceAddress(place),
      mark ?? "–",
      lastRun ? clock(lastRun.startedAt) : "–",
      lastRun ? grouped(lastRun.rows) : "–",
      state === "paused" ? say({ zh: "已暂停", en: "paused" }) : nextAt === null ? "–" : clock(nextAt),
      lastRun?.problem?.[lang] ?? "",
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else
      session.note(say({ zh: "还没有数据源：tagwise source create <文件.yaml>", en: "no sources yet: tagwise source create <file.yaml>" }));
  },
});
