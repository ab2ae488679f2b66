import { setCustomer } from "../../../contract/index.ts";
import { defineCommand, pair } from "../../command.ts";
import { CUSTOMER } from "../arguments.ts";

export const customerSet = defineCommand<{
  attribute?: Record<string, string>;
  identity?: Record<string, string>;
  clear?: string[];
  at?: string;
}>({
  name: "customer set",
  group: "customers",
  summary: { zh: "修改客户的属性，或增加身份；没写的保持不变", en: "set attributes of a customer, or add identities; the others stay" },
  arguments: [CUSTOMER],
  options: [
    {
      flags: "--attribute <code=value>",
      text: { zh: "属性=值，可多次；数字、真假、时间按属性的类型读取", en: "an attribute; may be repeated; read by the attribute's type" },
      parse: pair("--attribute"),
    },
    {
      flags: "--clear <attribute>",
      text: { zh: "清空这个属性，可多次", en: "clear this attribute; may be repeated" },
      parse: (value, before) => [...((before as string[] | undefined) ?? []), value],
    },
    {
      flags: "--identity <platform=id>",
      text: { zh: "增加身份，可多次", en: "add an identity; may be repeated" },
      parse: pair("--identity"),
    },
    { flags: "--at <instant>", text: { zh: "从何时起；不写为现在", en: "since when; now without it" } },
  ],
  examples: ["customer set crm:12346 --attribute city=上海 --clear remark", "customer set 17 --identity phone=13912340000"],
  async run(session, [customer = ""], { attribute = {}, clear = [], identity = {}, at }) {
    const attributes = { ...attribute, ...Object.fromEntries(clear.map((code) => [code, null])) };
    const answer = await session.call(setCustomer, { customer, attributes, identities: identity, at });
    if (session.json) return session.printJson(answer);
    session.print(
      answer.added
        ? session.say({ zh: `客户 ${answer.customer} 已更新`, en: `customer ${answer.customer} is updated` })
        : session.say({ zh: `客户 ${answer.customer} 本来就是这样`, en: `customer ${answer.customer} was so already` }),
    );
  },
});
