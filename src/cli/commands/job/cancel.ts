import { cancelJob, isOpenJob } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const jobCancel = defineCommand({
  name: "job cancel",
  group: "server",
  summary: { zh: "取消服务器上的一个任务", en: "cancel a job at a server" },
  arguments: [{ usage: "<job>", text: { zh: "任务编号", en: "the job's id" } }],
  async run(session, [id = ""]) {
    const answer = await session.call(cancelJob, { job: id });
    if (session.json) return session.printJson(answer);
    session.print(
      session.say(
        isOpenJob(answer)
          ? { zh: "正在取消；数据会保持原样。", en: "Being cancelled; the data stays as it was." }
          : { zh: "已取消；数据保持原样。", en: "Cancelled; the data is as it was." },
      ),
    );
  },
});
