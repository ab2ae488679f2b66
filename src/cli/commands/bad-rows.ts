import { pipeline } from "node:stream/promises";
import { badRows as operation } from "../../contract/index.ts";
import { defineCommand } from "../command.ts";

export const badRows = defineCommand({
  name: "bad-rows",
  group: "data",
  summary: { zh: "一次导入中未导入的行及原因（CSV）", en: "the rows that an import left out, with reasons (CSV)" },
  arguments: [{ usage: "<import>", text: { zh: "导入编号，见 tagwise imports", en: "the import's id, see tagwise imports" } }],
  examples: ["bad-rows 3 > bad.csv"],
  async run(session, [id = ""]) {
    const { stdout, signal } = session.surroundings;
    await pipeline(await session.stream(operation, { import: id }), stdout, { end: false, signal });
  },
});
