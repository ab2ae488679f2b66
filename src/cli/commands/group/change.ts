import { changeTagGroup } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { GROUP, placeNote, WORDS, wordsOf, type WordOptions } from "./options.ts";

export const groupChange = defineCommand<WordOptions & { name?: string }>({
  name: "group change",
  group: "tags",
  summary: { zh: "修改标签组：名称、颜色、说明、负责人、互斥", en: "change a group: name, colour, description, owner, exclusive" },
  arguments: [GROUP],
  options: [{ flags: "--name <name>", text: { zh: "新名称", en: "the new name" } }, ...WORDS],
  examples: ["group change 会员等级 --exclusive newer", "group change 7 --name 客户价值 --name-en 'Customer value'"],
  async run(session, [group = ""], { name, ...words }) {
    const changed = await session.call(changeTagGroup, { group, ...wordsOf(name, words) });
    if (session.json) return session.printJson(changed);
    session.note(placeNote(session, changed));
  },
});
