import { createTagGroup } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { placeNote, WORDS, wordsOf, type WordOptions } from "./options.ts";

export const groupCreate = defineCommand<WordOptions & { parent?: string; before?: string }>({
  name: "group create",
  group: "tags",
  summary: { zh: "新建标签组", en: "create a group of tags" },
  arguments: [{ usage: "<name>", text: { zh: "名称", en: "its name" } }],
  options: [
    { flags: "--parent <group>", text: { zh: "放在哪个组下面；不写则在最上层", en: "the group above it; without: at the top" } },
    {
      flags: "--before <group>",
      text: { zh: "排在哪个组前面；不写则排在最后", en: "the group that it stands in front of; without: at the end" },
    },
    ...WORDS,
  ],
  examples: ["group create 客户价值 --name-en 'Customer value' --color teal", "group create 会员等级 --parent 客户价值 --exclusive higher"],
  async run(session, [name = ""], { parent, before, ...words }) {
    const made = await session.call(createTagGroup, {
      ...wordsOf(name, words),
      name: { zh: name, en: words.nameEn ?? name },
      parent,
      before,
    });
    if (session.json) return session.printJson(made);
    session.note(placeNote(session, made));
  },
});
