import { reopenSuggestions } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { idsOf, sayDecided, SUGGESTIONS } from "./ids.ts";

export const suggestionReopen = defineCommand({
  name: "suggestion reopen",
  group: "tags",
  summary: { zh: "撤销对建议的决定", en: "take decisions about suggestions back" },
  arguments: [SUGGESTIONS],
  examples: ["suggestion reopen 12"],
  async run(session, ids) {
    const answer = await session.call(reopenSuggestions, { suggestions: idsOf(ids) });
    if (session.json) return session.printJson(answer);
    sayDecided(session, answer);
  },
});
