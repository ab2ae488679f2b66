import { readSegment } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { segmentLines } from "../../print/segment.ts";
import { SEGMENT } from "../arguments.ts";

export const segmentShow = defineCommand({
  name: "segment show",
  group: "customers",
  summary: { zh: "一个人群", en: "one segment" },
  arguments: [SEGMENT],
  async run(session, [segment = ""]) {
    const answer = await session.call(readSegment, { segment });
    if (session.json) return session.printJson(answer);
    session.print(...segmentLines(answer, session, await session.clock()));
  },
});
