import { listWebhookTypes, WebhookTypeName } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const webhookTypes = defineCommand({
  name: "webhook types",
  group: "server",
  summary: {
    zh: "Webhook 的消息类型；指明一种时打印例子，--json 附 JSON Schema",
    en: "types of messages that webhooks send; of one type its example, with --json the JSON Schema too",
  },
  arguments: [{ usage: "[type]", text: { zh: "一种类型，如 customer.tag.entered", en: "one type, such as customer.tag.entered" } }],
  examples: ["webhook types", "webhook types customer.tag.changed"],
  async run(session, [type]) {
    const { items } = await session.call(listWebhookTypes, {});
    const { say, lang } = session;
    if (type !== undefined) {
      const one = items.find((each) => each.type === type);
      const wanted = WebhookTypeName.options.join(", ");
      if (!one)
        throw problem("OPTION_INVALID", { option: "[type]", value: type, wanted: { zh: ` ${wanted} 之一`, en: `one of ${wanted}` } });
      if (session.json) return session.printJson(one);
      session.note(one.meaning[lang]);
      return session.print(JSON.stringify(one.example, null, 2));
    }
    if (session.json) return session.printJson({ items });
    const titles = [
      { title: say({ zh: "类型", en: "TYPE" }) },
      { title: say({ zh: "版本", en: "VERSION" }), align: "right" as const },
      { title: say({ zh: "含义", en: "MEANING" }), flexible: true },
    ];
    const rows = items.map((each) => [each.type, String(each.version), each.meaning[lang]]);
    session.print(...table(titles, rows, session.table));
  },
});
