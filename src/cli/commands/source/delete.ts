import { deleteSource } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const sourceDelete = defineCommand({
  name: "source delete",
  group: "data",
  summary: { zh: "删除数据源；已导入的数据保留", en: "delete a source; what it brought stays" },
  arguments: [{ usage: "<source>", text: { zh: "名称或编号", en: "name or id" } }],
  async run(session, [source = ""]) {
    const answer = await session.call(deleteSource, { source });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已删除 ${source}`, en: `deleted ${source}` }));
  },
});
