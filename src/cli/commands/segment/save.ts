import { saveSegment } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { segmentLines } from "../../print/segment.ts";

export const segmentSave = defineCommand({
  name: "segment save",
  group: "customers",
  summary: { zh: "保存人群；同名则替换", en: "save a segment; one of the same name is replaced" },
  arguments: [
    { usage: "<name>", text: { zh: "人群的名称", en: "the segment's name" } },
    { usage: "<combination>", text: { zh: "标签组合", en: "a combination of tags" } },
  ],
  examples: ["segment save 重点维护 '高价值客户 且 非 近期沉默'"],
  async run(session, [name = "", where = ""]) {
    const saved = await session.call(saveSegment, { name, where });
    if (session.json) return session.printJson(saved);
    session.print(...segmentLines(saved, session, await session.clock()));
  },
});
