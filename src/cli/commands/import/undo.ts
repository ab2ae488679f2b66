import { undoImport, type UndoResult } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import { facts } from "../../print/table.ts";

export const importUndo = defineCommand({
  name: "import undo",
  group: "data",
  summary: {
    zh: "撤销一次导入：行为、属性、身份、新客户、标签",
    en: "take a whole import back: events, attributes, identities, customers, tags",
  },
  arguments: [{ usage: "<import>", text: { zh: "导入编号，见 tagwise import list", en: "the import's id, see tagwise import list" } }],
  examples: ["import undo 3"],
  async run(session, [id = ""]) {
    const { job } = await session.call(undoImport, { import: id });
    const undone = (await followJob(session, job)) as UndoResult;
    if (session.json) return session.printJson(undone);
    const { say, table, lang } = session;
    session.print(
      ...facts(
        [
          [say({ zh: "撤销的导入", en: "import taken back" }), undone.import],
          [say({ zh: "行为", en: "events" }), grouped(undone.events)],
          [say({ zh: "属性值", en: "attribute values" }), grouped(undone.attributes)],
          [say({ zh: "身份", en: "identities" }), grouped(undone.identities)],
          [say({ zh: "客户", en: "customers" }), grouped(undone.customers)],
          [say({ zh: "商品", en: "products" }), undone.products === 0 ? null : grouped(undone.products)],
          [
            say({ zh: "保留的客户（已有其他数据）", en: "customers kept (others wrote about them)" }),
            undone.kept === 0 ? null : grouped(undone.kept),
          ],
          [say({ zh: "打标", en: "tags taken off" }), undone.tagged === 0 ? null : grouped(undone.tagged)],
          [say({ zh: "停用的标签", en: "tags retired" }), undone.tagsRetired.length === 0 ? null : undone.tagsRetired.join(", ")],
        ],
        table,
      ),
      ...undone.warnings.map((warning) => `${table.paint("!", "yellow")} ${clean(warning[lang])}`),
    );
  },
});
