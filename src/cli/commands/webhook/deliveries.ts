import { DeliveryState, listDeliveries } from "../../../contract/index.ts";
import { defineCommand, oneOf, integer } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table } from "../../print/table.ts";

export const webhookDeliveries = defineCommand<{ state?: DeliveryState; limit?: number; cursor?: string }>({
  name: "webhook deliveries",
  group: "server",
  summary: { zh: "推送记录，新的在前", en: "deliveries of a webhook, newest first" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  options: [
    {
      flags: "--state <state>",
      text: { zh: "只看：waiting（待推送）、delivered（已送达）、dead（已放弃）", en: "only those waiting, delivered or dead (given up)" },
      parse: oneOf("--state", DeliveryState.options),
    },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 20）", en: "how many at most (1 to 500, 20 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  async run(session, [webhook = ""], { state, limit = 20, cursor }) {
    const page = await session.call(listDeliveries, { webhook, state, limit, cursor });
    if (session.json) return session.printJson(page);
    const { say, lang } = session;
    const clock = await session.clock();
    const right = (zh: string, en: string) => ({ title: say({ zh, en }), align: "right" as const });
    const titles = [
      { title: say({ zh: "编号", en: "DELIVERY" }) },
      { title: say({ zh: "时间", en: "PLANNED" }) },
      { title: say({ zh: "类型", en: "TYPE" }) },
      { title: say({ zh: "状态", en: "STATE" }) },
      right("变化", "CHANGES"),
      right("次数", "TRIES"),
      right("答复", "STATUS"),
      right("毫秒", "MS"),
      { title: say({ zh: "原因", en: "REASON" }), flexible: true },
    ];
    const words = {
      waiting: { zh: "待推送", en: "waiting" },
      delivered: { zh: "已送达", en: "delivered" },
      dead: { zh: "已放弃", en: "given up" },
    };
    const rows = page.items.map((each) => [
      each.id,
      clock(each.createdAt),
      each.type,
      say(each.test ? { zh: "测试", en: "test" } : words[each.state]),
      grouped(each.changes),
      String(each.attempts),
      each.status === null ? "–" : String(each.status),
      each.milliseconds === null ? "–" : grouped(each.milliseconds),
      each.problem?.[lang] ?? "",
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "没有推送", en: "no deliveries" }));
    if (page.next !== null) session.note(say({ zh: "还有更多：用 --limit", en: "there are more: use --limit" }));
  },
});
