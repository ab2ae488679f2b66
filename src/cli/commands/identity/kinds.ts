import { listIdentityKinds } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { kindTable } from "./print.ts";

export const identityKinds = defineCommand({
  name: "identity kinds",
  group: "customers",
  summary: { zh: "各类身份：可信顺序、上限、现在超出的", en: "kinds of identities: order of trust, limits, what exceeds them now" },
  examples: ["identity kinds", "identity kinds limit contact --between 2 --dry-run"],
  async run(session) {
    const answer = await session.call(listIdentityKinds, {});
    if (session.json) return session.printJson(answer);
    session.print(...kindTable(session, answer.items));
  },
});
