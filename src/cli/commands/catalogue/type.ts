import { CatalogueType, changeAttribute, previewAttributeType, type TypePreview } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { grouped } from "../../print/number.ts";

export const catalogueType = defineCommand<{ readonly dryRun?: boolean }>({
  name: "catalogue type",
  group: "data",
  summary: {
    zh: "改客户属性的类型：先说明哪些值读不出、哪些规则会出错，再改",
    en: "change an attribute's type: says which values cannot be read and which rules would be wrong, then changes it",
  },
  arguments: [
    { usage: "<attribute>", text: { zh: "客户属性的编码", en: "the attribute's code" } },
    { usage: "<type>", text: { zh: CatalogueType.options.join("、"), en: CatalogueType.options.join(", ") } },
  ],
  options: [{ flags: "--dry-run", text: { zh: "只看会改变什么", en: "only show what would change" } }],
  examples: ["catalogue type level number --dry-run", "catalogue type level number"],
  async run(session, [attribute = "", wanted = ""], { dryRun = false }) {
    const type = oneOf("<type>", CatalogueType.options)(wanted) as TypePreview["to"];
    const preview = await session.call(previewAttributeType, { attribute, type });
    if (!dryRun) await session.call(changeAttribute, { attribute, type });
    if (session.json) return session.printJson({ ...preview, changed: !dryRun });
    session.print(...linesOf(preview).map((line) => session.say(line)));
    session.print(
      session.say(
        dryRun
          ? { zh: "没有改动任何数据。", en: "Nothing was changed." }
          : { zh: "已改好，用到它的标签已重新计算。", en: "Changed; the tags that name it are evaluated again." },
      ),
    );
  },
});

function linesOf({ attribute, from, to, readable, missing, unreadable, customers, restored, examples, tags }: TypePreview): Text[] {
  const lines: Text[] = [{ zh: `${attribute}：${from} → ${to}`, en: `${attribute}: ${from} → ${to}` }];
  const line = (zh: string, en: string) => lines.push({ zh: `  ${zh}`, en: `  ${en}` });
  const restoredZh = restored > 0 ? `，其中 ${grouped(restored)} 个原先放在一边` : "";
  line(
    `${grouped(readable)} 个值能读${restoredZh}`,
    `${grouped(readable)} values can be read${restored > 0 ? `, ${grouped(restored)} of them kept aside until now` : ""}`,
  );
  if (missing > 0)
    line(`${grouped(missing)} 个写着「无」一类的词，算没有值`, `${grouped(missing)} say that there is no value, such as N/A`);
  if (unreadable > 0)
    line(
      `${grouped(unreadable)} 个读不出（${grouped(customers)} 位客户），放在一边，不会丢`,
      `${grouped(unreadable)} cannot be read (${grouped(customers)} customers); they are kept aside, not lost`,
    );
  for (const { value, values, customer } of examples)
    line(
      `  「${value ?? "…"}」 ${grouped(values)} 个，如客户 ${customer}`,
      `  "${value ?? "…"}" ${grouped(values)}, such as customer ${customer}`,
    );
  for (const { code, name, issues, wrong } of tags) {
    const state = wrong ? { zh: "规则现在就有错", en: "its rule is wrong today" } : { zh: "规则会出错", en: "its rule would be wrong" };
    const sound = { zh: "规则不受影响", en: "its rule stays sound" };
    const what = issues.length === 0 ? sound : state;
    line(`标签 ${name.zh}（${code}）：${what.zh}`, `tag ${name.en} (${code}): ${what.en}`);
    for (const issue of issues) line(`  ${issue.path}：${issue.zh}`, `  ${issue.path}: ${issue.en}`);
  }
  return lines;
}
