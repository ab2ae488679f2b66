import { createTag, previewTemplate } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";
import { FILL_OPTIONS, filledIn, type FillOptions } from "./options.ts";

interface Options extends FillOptions {
  readonly name?: string;
}

export const tagTemplateCreate = defineCommand<Options>({
  name: "tag-template create",
  group: "tags",
  summary: { zh: "按模板新建一个标签", en: "create a tag of a template" },
  arguments: [{ usage: "<template>", text: { zh: "模板的编码或名称", en: "the template's code or name" } }],
  options: [
    ...FILL_OPTIONS,
    { flags: "--name <name>", text: { zh: "标签的名称；不写则用模板的", en: "the tag's name; the template's without it" } },
  ],
  examples: ["tag-template create high_value --set least=5000 --name 五千元客户"],
  async run(session, [template = ""], { name, ...options }) {
    const { definition } = await session.call(previewTemplate, { template, ...filledIn(options) });
    const { tag, job } = await session.call(createTag, { ...definition, ...(name !== undefined && { name }) } as never);
    if (job !== null) await followJob(session, job);
    if (session.json) return session.printJson({ tag });
    session.note(session.say({ zh: `已新建标签（编码 ${tag}）`, en: `created the tag (code ${tag})` }));
  },
});
