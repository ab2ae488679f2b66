import { stringify } from "yaml";
import { previewTemplate } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { FIELD_STATE } from "./list.ts";
import { FILL_OPTIONS, filledIn, type FillOptions } from "./options.ts";

export const tagTemplatePreview = defineCommand<FillOptions>({
  name: "tag-template preview",
  group: "tags",
  summary: {
    zh: "填好一个模板：定义、有多少客户、缺的数据怎样送来",
    en: "fill in a template: the definition, how many customers would have it, how to send what is missing",
  },
  arguments: [{ usage: "<template>", text: { zh: "模板的编码或名称", en: "the template's code or name" } }],
  options: FILL_OPTIONS,
  examples: ["tag-template preview high_value --set least=5000 --set days=180", "tag-template preview 生日将至"],
  async run(session, [template = ""], options) {
    const answer = await session.call(previewTemplate, { template, ...filledIn(options) });
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    session.print(stringify({ tags: [answer.definition] }).trimEnd());
    const { preview } = answer;
    if (preview) {
      const [count, customers] = [grouped(preview.count), grouped(preview.customers)];
      session.note(say({ zh: `${customers} 位客户中有 ${count} 位`, en: `${count} of ${customers} customers` }));
      session.note(preview.sentence[lang]);
    }
    for (const field of answer.template.fields.filter(({ state }) => state !== "ready"))
      session.note(`${field.name[lang]} (${field.used}): ${say(FIELD_STATE[field.state])}`);
    for (const { path, body } of answer.template.sending) session.note(`POST ${path}\n${JSON.stringify(body, null, 2)}`);
  },
});
