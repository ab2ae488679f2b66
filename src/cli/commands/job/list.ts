import { listJobs } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const jobList = defineCommand({
  name: "job list",
  group: "server",
  summary: { zh: "服务器上正在进行的任务", en: "jobs that run at a server now" },
  async run(session) {
    const answer = await session.call(listJobs, {});
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    if (answer.items.length === 0) return session.print(say({ zh: "没有正在进行的任务。", en: "No job is running." }));
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "任务", en: "JOB" }) },
      { title: say({ zh: "种类", en: "KIND" }) },
      { title: say({ zh: "开始", en: "STARTED" }) },
      { title: say({ zh: "步骤", en: "STEP" }), flexible: true },
    ];
    session.print(
      ...table(
        titles,
        answer.items.map(({ id, kind, createdAt, step }) => [id, kind, clock(createdAt), step?.[lang] ?? "–"]),
        session.table,
      ),
    );
  },
});
