import { explainTag } from "../../contract/index.ts";
import { AS_OF, defineCommand } from "../command.ts";
import { whyLines } from "../print/why.ts";
import { CUSTOMER } from "./arguments.ts";

export const why = defineCommand<{ asOf?: string }>({
  name: "why",
  group: "customers",
  summary: { zh: "客户为什么有、为什么没有一个标签", en: "why a customer has a tag, or has not" },
  arguments: [CUSTOMER, { usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } }],
  options: [AS_OF],
  examples: ["why crm:12346 high_value", "why 17 流失客户 --as-of 2011-12-09"],
  async run(session, [customer = "", tag = ""], { asOf }) {
    const answer = await session.call(explainTag, { customer, tag, asOf });
    if (session.json) return session.printJson(answer);
    session.print(...whyLines(answer, session, await session.clock()));
  },
});
