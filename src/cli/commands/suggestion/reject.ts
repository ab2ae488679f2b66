import { Rejection, rejectSuggestions } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { idsOf, sayDecided, SUGGESTIONS } from "./ids.ts";

export const suggestionReject = defineCommand<{ because?: Rejection; note?: string }>({
  name: "suggestion reject",
  group: "tags",
  summary: { zh: "驳回建议", en: "reject suggestions" },
  arguments: [SUGGESTIONS],
  options: [
    {
      flags: "--because <reason>",
      text: { zh: `原因：${Rejection.options.join("、")}（默认 untrue）`, en: `why: ${Rejection.options.join(", ")} (untrue by default)` },
      parse: oneOf("--because", Rejection.options),
    },
    { flags: "--note <text>", text: { zh: "说明", en: "own words" } },
  ],
  examples: ["suggestion reject 14 --because outdated"],
  async run(session, ids, { because = "untrue", note }) {
    const answer = await session.call(rejectSuggestions, { suggestions: idsOf(ids), rejection: because, note });
    if (session.json) return session.printJson(answer);
    sayDecided(session, answer);
  },
});
