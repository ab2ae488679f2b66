import { acceptSuggestions } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { idsOf, sayDecided, SUGGESTIONS } from "./ids.ts";

export const suggestionAccept = defineCommand({
  name: "suggestion accept",
  group: "tags",
  summary: { zh: "采纳建议：给这些客户打标签", en: "accept suggestions: the customers get the tags" },
  arguments: [SUGGESTIONS],
  examples: ["suggestion accept 12 13"],
  async run(session, ids) {
    const answer = await session.call(acceptSuggestions, { suggestions: idsOf(ids) });
    if (session.json) return session.printJson(answer);
    sayDecided(session, answer);
  },
});
