import { customerHistory as readHistory } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { movesOf, printHistory } from "../../print/history.ts";
import { CUSTOMER } from "../arguments.ts";

export const customerHistory = defineCommand<{ tag?: string; limit?: number; cursor?: string }>({
  name: "customer history",
  group: "customers",
  summary: { zh: "客户进出标签的历史", en: "how a customer entered and left tags" },
  arguments: [CUSTOMER],
  options: [
    { flags: "--tag <tag>", text: { zh: "只看这个标签：编码或名称", en: "only this tag, by code or name" } },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 30）", en: "how many at most (1 to 500, 30 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["customer history crm:12346", "customer history crm:12346 --tag 客户生命周期"],
  async run(session, [customer = ""], { tag, limit = 30, cursor }) {
    const page = await session.call(readHistory, { customer, tag, limit, cursor });
    printHistory(session, page, movesOf(session, page.items, await session.clock()));
  },
});
