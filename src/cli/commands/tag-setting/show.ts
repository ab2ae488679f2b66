import { readTagSettings } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { settingLines } from "./print.ts";

export const tagSettingShow = defineCommand({
  name: "tag-setting show",
  group: "tags",
  summary: { zh: "标签的上限和已用数量", en: "the quotas of tags and what is used of them" },
  examples: ["tag-setting show"],
  async run(session) {
    const answer = await session.call(readTagSettings, {});
    if (session.json) return session.printJson(answer);
    session.print(...settingLines(session, answer));
  },
});
