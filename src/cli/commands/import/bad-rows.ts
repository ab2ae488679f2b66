import path from "node:path";
import { pipeline } from "node:stream/promises";
import { readBadRows as operation } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { bytes } from "../../print/number.ts";
import { saveStream } from "../../save.ts";

export const importBadRows = defineCommand<{ format?: "csv" | "xlsx"; output?: string }>({
  name: "import bad-rows",
  group: "data",
  summary: { zh: "一次导入中未导入的行及原因（CSV 或 Excel）", en: "the rows that an import left out, with reasons (CSV or Excel)" },
  arguments: [{ usage: "<import>", text: { zh: "导入编号，见 tagwise import list", en: "the import's id, see tagwise import list" } }],
  options: [
    {
      flags: "--format <format>",
      text: { zh: "csv（默认）或 xlsx；写了 -o 时看文件名", en: "csv (default) or xlsx; by the name of -o otherwise" },
      parse: oneOf("--format", ["csv", "xlsx"]),
    },
    { flags: "-o, --output <file>", text: { zh: "写入文件；不写则输出到屏幕", en: "write to this file; to the screen without it" } },
  ],
  examples: ["import bad-rows 3 > bad.csv", "import bad-rows 3 -o bad.xlsx"],
  async run(session, [id = ""], { format, output }) {
    const { stdout, cwd, signal } = session.surroundings;
    const wanted = format ?? (path.extname(output ?? "") === ".xlsx" ? "xlsx" : "csv");
    const stream = await session.stream(operation, { import: id, format: wanted });
    if (output === undefined || output === "-") return pipeline(stream, stdout, { end: false, signal });
    const written = await saveStream(stream, path.resolve(cwd, output), signal);
    session.note(session.say({ zh: `已写入 ${output}（${bytes(written)}）`, en: `written to ${output} (${bytes(written)})` }));
  },
});
