import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exportTagDictionary, readTagDictionary } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { bytes } from "../../print/number.ts";
import { saveStream } from "../../save.ts";

const FORMATS = ["md", "xlsx"] as const;

interface Options {
  readonly format?: (typeof FORMATS)[number];
  readonly output?: string;
}

export const tagDictionary = defineCommand<Options>({
  name: "tag dictionary",
  group: "tags",
  summary: {
    zh: "标签字典：每个标签的规则、口径、负责人、人数、本月变化（Markdown、Excel）",
    en: "the dictionary of tags: rule, criteria, owner, members, changes of this month, as Markdown or Excel",
  },
  options: [
    {
      flags: "--format <format>",
      text: { zh: "md（默认）或 xlsx；写了 -o 时看文件名", en: "md (default) or xlsx; by the name of -o otherwise" },
      parse: oneOf("--format", FORMATS),
    },
    { flags: "-o, --output <file>", text: { zh: "写入文件；不写则输出到屏幕", en: "write to this file; to the screen without it" } },
  ],
  examples: ["tag dictionary", "tag dictionary -o 标签字典.xlsx", "tag dictionary --json"],
  async run(session, _, { format, output }) {
    if (session.json) return session.printJson(await session.call(readTagDictionary, {}));
    const { stdout, cwd, signal } = session.surroundings;
    const stream = await session.stream(exportTagDictionary, {
      format: format ?? (path.extname(output ?? "") === ".xlsx" ? "xlsx" : "md"),
      lang: session.lang,
    });
    if (output === undefined || output === "-") return pipeline(stream, stdout, { end: false, signal });
    const written = await saveStream(stream, path.resolve(cwd, output), signal);
    session.note(session.say({ zh: `已写入 ${output}（${bytes(written)}）`, en: `written to ${output} (${bytes(written)})` }));
  },
});
