import { listWebhooks, watchedThings } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table } from "../../print/table.ts";

export const webhookList = defineCommand({
  name: "webhook list",
  group: "server",
  summary: { zh: "Webhook 列表：发往哪里、积压多少、放弃多少", en: "webhooks: where they go, what waits, what was given up" },
  async run(session) {
    const answer = await session.call(listWebhooks, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "名称", en: "NAME" }), flexible: true },
      { title: say({ zh: "地址", en: "URL" }), flexible: true },
      { title: say({ zh: "关注", en: "WATCHES" }), flexible: true },
      { title: say({ zh: "消息类型", en: "TYPES" }), flexible: true },
      { title: say({ zh: "状态", en: "STATE" }) },
      { title: say({ zh: "待推送", en: "WAITING" }), align: "right" as const },
      { title: say({ zh: "已放弃", en: "GIVEN UP" }), align: "right" as const },
      { title: say({ zh: "最近成功", en: "LAST DELIVERED" }) },
    ];
    const state = { active: { zh: "启用", en: "active" }, paused: { zh: "暂停", en: "paused" } };
    const rows = answer.items.map((each) => [
      each.name,
      each.url,
      watchedThings(each)
        .map(({ name }) => say(name))
        .join(", "),
      each.types.join(", "),
      say(each.failures > 0 ? { zh: "失败重试中", en: "failing" } : state[each.state]),
      grouped(each.waiting),
      grouped(each.dead),
      each.lastDeliveredAt === null ? "–" : clock(each.lastDeliveredAt),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else
      session.note(
        say({
          zh: "还没有 Webhook：tagwise webhook create <名称> <地址> --tag <标签>",
          en: "no webhooks yet: tagwise webhook create <name> <url> --tag <tag>",
        }),
      );
  },
});
