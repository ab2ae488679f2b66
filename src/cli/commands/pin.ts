import { pinTag, unpinTag, type PinResult } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { clean } from "../print/clean.ts";
import { grouped } from "../print/number.ts";
import type { Session } from "../session.ts";
import { CUSTOMER } from "./customer.ts";

const TAG = { usage: "<tag>", text: { zh: "规则或分层标签的编码或名称", en: "a rule or tiered tag's code or name" } };

export const pin = defineCommand<{ reason?: string; until?: string; value?: string }>({
  name: "pin",
  group: "tags",
  summary: { zh: "人工覆盖：把客户固定在标签内或标签外", en: "hold a customer in or out of a tag, whatever its rule says" },
  arguments: [CUSTOMER, TAG, { usage: "<direction>", text: { zh: "in（固定在内）或 out（固定在外）", en: "in or out" } }],
  options: [
    { flags: "--reason <text>", text: { zh: "原因，必填", en: "why; required" } },
    {
      flags: "--until <time>",
      text: {
        zh: "到何时为止：日期（含当天）或时刻；不写则一直有效",
        en: "when it ends: a date (that day included) or an instant; without: never",
      },
    },
    { flags: "--value <tier>", text: { zh: "分层标签的取值", en: "the value of a tiered tag" } },
  ],
  examples: [
    "pin crm:12346 high_value in --reason 线下大单",
    "pin 17 客户生命周期 in --value 忠诚客户 --reason 老客户换号 --until 2026-12-31",
  ],
  async run(session, [customer = "", tag = "", direction = ""], { reason, until, value }) {
    if (direction !== "in" && direction !== "out")
      throw problem("OPTION_INVALID", {
        option: "<direction>",
        value: direction,
        wanted: { zh: " in、out 之一", en: "one of in, out" },
      });
    if (reason === undefined || reason.trim() === "")
      throw problem("OPTION_INVALID", { option: "--reason", value: reason ?? "", wanted: { zh: "一句原因", en: "a reason" } });
    say(session, await session.call(pinTag, { tag, customer, direction, reason, until, value }));
  },
});

export const unpin = defineCommand({
  name: "unpin",
  group: "tags",
  summary: { zh: "取消人工覆盖，恢复按规则", en: "take a pin away; the rule decides again" },
  arguments: [CUSTOMER, TAG],
  examples: ["unpin crm:12346 high_value"],
  async run(session, [customer = "", tag = ""]) {
    say(session, await session.call(unpinTag, { tag, customer }));
  },
});

function say(session: Session, answer: PinResult): void {
  if (session.json) return session.printJson(answer);
  const { customer, tag, member, value, entered, left } = answer;
  const tier = value === null ? "" : ` = ${clean(value)}`;
  const now = member
    ? { zh: `客户 ${customer} 现在有 ${tag}${tier}`, en: `customer ${customer} has ${tag}${tier} now` }
    : { zh: `客户 ${customer} 现在没有 ${tag}`, en: `customer ${customer} has not ${tag} now` };
  session.print(
    session.say({
      zh: `${now.zh}（连同引用它的标签：进入 ${grouped(entered)}，离开 ${grouped(left)}）`,
      en: `${now.en} (with the tags that name it: ${grouped(entered)} entered, ${grouped(left)} left)`,
    }),
  );
}
