import { runSource, type SourceRun } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";
import { grouped } from "../../print/number.ts";

export const sourceRun = defineCommand({
  name: "source run",
  group: "data",
  summary: { zh: "立即读取数据源中新的部分", en: "read what is new of a source now" },
  arguments: [{ usage: "<source>", text: { zh: "名称或编号", en: "name or id" } }],
  async run(session, [source = ""]) {
    const { job } = await session.call(runSource, { source });
    const run = (await followJob(session, job)) as SourceRun;
    if (session.json) return session.printJson(run);
    const [rows, events, customers, skipped] = [run.rows, run.eventsAdded, run.customersCreated, run.skipped].map(grouped);
    session.print(
      session.say({
        zh: `读取 ${rows} 行：新增行为 ${events}，新客户 ${customers}，跳过 ${skipped}`,
        en: `read ${rows} rows: ${events} events added, ${customers} customers created, ${skipped} skipped`,
      }),
    );
  },
});
