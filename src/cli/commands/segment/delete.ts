import { deleteSegment } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { SEGMENT } from "../arguments.ts";

export const segmentDelete = defineCommand({
  name: "segment delete",
  group: "customers",
  summary: { zh: "删除人群", en: "delete a segment" },
  arguments: [SEGMENT],
  async run(session, [segment = ""]) {
    const answer = await session.call(deleteSegment, { segment });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已删除人群「${segment}」`, en: `deleted the segment ${segment}` }));
  },
});
