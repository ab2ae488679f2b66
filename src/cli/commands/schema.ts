import path from "node:path";
import { Readable } from "node:stream";
import { defineCommand } from "../command.ts";
import { saveStream } from "../save.ts";

export const schema = defineCommand<{ output?: string }>({
  name: "schema",
  group: "tags",
  startsEmpty: true,
  summary: {
    zh: "标签文件的 JSON Schema：编辑器据此补全、标出错误",
    en: "the JSON Schema of tag files, by which an editor completes keys and marks errors",
  },
  options: [
    { flags: "-o, --output <file>", text: { zh: "写入文件；不写则输出到屏幕", en: "write to this file; to the screen without it" } },
  ],
  examples: ["schema -o tagwise.schema.json"],
  async run(session, _, { output }) {
    const { documentSchema } = await import("../../tags/code/index.ts");
    const made = documentSchema(session.lang);
    if (output === undefined || output === "-") return session.printJson(made);
    const { cwd, signal } = session.surroundings;
    await saveStream(Readable.from([`${JSON.stringify(made, null, 2)}\n`]), path.resolve(cwd, output), signal);
    const comment = `# yaml-language-server: $schema=${output}`;
    session.note(
      session.say({
        zh: `已写入 ${output}。YAML 文件第一行写：${comment}`,
        en: `written to ${output}. Begin each YAML file with: ${comment}`,
      }),
    );
  },
});
