import { setOverride } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { CUSTOMER } from "../arguments.ts";
import { OVERRIDABLE_TAG, printOverride } from "./print.ts";

export const overrideSet = defineCommand<{ reason?: string; until?: string; value?: string }>({
  name: "override set",
  group: "tags",
  summary: {
    zh: "手动指定客户始终有或始终没有某个标签，不受规则影响",
    en: "set that a customer always or never has a tag, whatever its rule says",
  },
  arguments: [
    CUSTOMER,
    OVERRIDABLE_TAG,
    { usage: "<direction>", text: { zh: "in（始终有此标签）或 out（始终没有）", en: "in (always has the tag) or out (never has it)" } },
  ],
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
    "override set crm:12346 high_value in --reason 线下大单",
    "override set 17 客户生命周期 in --value 忠诚客户 --reason 老客户换号 --until 2026-12-31",
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
    printOverride(session, await session.call(setOverride, { tag, customer, direction, reason, until, value }));
  },
});
