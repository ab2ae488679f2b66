import { readJob } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";
import { facts } from "../../print/table.ts";

export const jobShow = defineCommand<{ follow?: boolean }>({
  name: "job show",
  group: "server",
  summary: { zh: "服务器上一个任务的进度与结果", en: "progress and result of a job at a server" },
  arguments: [{ usage: "<job>", text: { zh: "任务编号", en: "the job's id" } }],
  options: [{ flags: "--follow", text: { zh: "等到它结束", en: "wait until it ends" } }],
  async run(session, [id = ""], { follow }) {
    if (follow) await followJob(session, id, false);
    const answer = await session.call(readJob, { job: id });
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    const clock = await session.clock();
    session.print(
      ...facts(
        [
          [say({ zh: "任务", en: "job" }), `${answer.id} · ${answer.kind}`],
          [
            say({ zh: "状态", en: "state" }),
            {
              queued: say({ zh: "排队中", en: "waiting to start" }),
              running: say({ zh: "进行中", en: "running" }),
              done: say({ zh: "完成", en: "done" }),
              failed: say({ zh: "失败", en: "failed" }),
            }[answer.state] + (answer.cancelling ? say({ zh: "（正在取消）", en: " (being cancelled)" }) : ""),
          ],
          [say({ zh: "步骤", en: "step" }), answer.step?.[lang] ?? null],
          [say({ zh: "开始", en: "started" }), clock(answer.startedAt ?? answer.createdAt)],
          [say({ zh: "结束", en: "ended" }), answer.endedAt && clock(answer.endedAt)],
          [say({ zh: "错误", en: "error" }), answer.problem && { text: answer.problem[lang], style: "red" }],
        ],
        session.table,
      ),
    );
  },
});
