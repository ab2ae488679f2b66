import { changeTagSettings, MOST_TAGS } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { settingLines } from "./print.ts";

export const tagSettingSet = defineCommand<{ tags?: number; perCustomer?: number }>({
  name: "tag-setting set",
  group: "tags",
  summary: { zh: "设置标签的上限；已有的标签不会减少", en: "set the quotas of tags; what exists stays" },
  options: [
    {
      flags: "--tags <n>",
      text: { zh: "最多有多少个标签（停用的不算）", en: "how many tags there may be; retired ones do not count" },
      parse: integer("--tags", 1, MOST_TAGS),
    },
    {
      flags: "--per-customer <n>",
      text: { zh: "一个客户最多有多少个静态标签", en: "how many static tags one customer may have" },
      parse: integer("--per-customer", 1, MOST_TAGS),
    },
  ],
  examples: ["tag-setting set --tags 3000", "tag-setting set --per-customer 300"],
  async run(session, _, { tags, perCustomer }) {
    if (tags === undefined && perCustomer === undefined)
      throw problem("OPTION_INVALID", {
        option: "--tags",
        value: "",
        wanted: { zh: " --tags 或 --per-customer", en: "--tags or --per-customer" },
      });
    const answer = await session.call(changeTagSettings, { tags, perCustomer });
    if (session.json) return session.printJson(answer);
    session.print(...settingLines(session, answer));
  },
});
