import { undoBulkAssignment, type BulkUndoResult } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";
import { grouped } from "../../print/number.ts";

export const bulkAssignmentUndo = defineCommand({
  name: "bulk-assignment undo",
  group: "tags",
  summary: { zh: "整体撤销一次批量打标签；别人之后改过的保留", en: "undo a bulk assignment; what others have changed since stays" },
  arguments: [{ usage: "<bulk>", text: { zh: "编号，见 bulk-assignment list", en: "its number, see bulk-assignment list" } }],
  examples: ["bulk-assignment undo 3"],
  async run(session, [bulk = ""]) {
    const { job } = await session.call(undoBulkAssignment, { bulk });
    const undone = (await followJob(session, job)) as BulkUndoResult;
    if (session.json) return session.printJson(undone);
    const [left, entered, stays] = [undone.left, undone.entered, undone.changedSince].map(grouped);
    session.print(
      session.say({
        zh: `已撤销：移除 ${left}，恢复 ${entered}；别人之后改过而保留的 ${stays}`,
        en: `Undone: ${left} taken off, ${entered} given back; ${stays} stay because others changed them since`,
      }),
    );
  },
});
