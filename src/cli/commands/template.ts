import path from "node:path";
import { pipeline } from "node:stream/promises";
import { makeTemplate, TemplateKind } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { bytes } from "../print/number.ts";
import { saveStream } from "../save.ts";

export const template = defineCommand<{ output?: string }>({
  name: "template",
  group: "data",
  startsEmpty: true,
  summary: { zh: "下载 Excel 模板，填好后直接导入", en: "an Excel template to fill in and import as it is" },
  arguments: [{ usage: "<kind>", text: { zh: "customers、tags、events 或 products", en: "customers, tags, events or products" } }],
  options: [
    {
      flags: "-o, --output <file>",
      text: { zh: "写入文件；不写则输出到标准输出", en: "write to this file; to standard output without it" },
    },
  ],
  examples: ["template customers --lang zh -o 客户模板.xlsx", "template tags --lang en -o tags.xlsx"],
  async run(session, [kind = ""], { output }) {
    const parsed = TemplateKind.safeParse(kind);
    if (!parsed.success) {
      const kinds = TemplateKind.options.join(", ");
      throw problem("OPTION_INVALID", { option: "kind", value: kind, wanted: { zh: ` ${kinds} 之一`, en: `one of ${kinds}` } });
    }
    const { stdout, cwd, signal } = session.surroundings;
    const stream = await session.stream(makeTemplate, { kind: parsed.data, lang: session.lang });
    if (output === undefined || output === "-") return pipeline(stream, stdout, { end: false, signal });
    const written = await saveStream(stream, path.resolve(cwd, output), signal);
    session.note(session.say({ zh: `已写入 ${output}（${bytes(written)}）`, en: `written to ${output} (${bytes(written)})` }));
  },
});
