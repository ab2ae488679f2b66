import type { checkFile, ImportReport, ResponseOf } from "../../contract/index.ts";
import { valueTypeFacts, type Lang, type Text } from "../../kernel/index.ts";
import { clean } from "./clean.ts";
import { duration, grouped } from "./number.ts";
import { facts, type TableOptions } from "./table.ts";

export interface ReportOptions {
  readonly lang: Lang;
  readonly table: TableOptions;
  say(text: Text): string;
}

/** Prints the result of a check of a file: one paragraph per ambiguous column. */
export function checkLines({ rows, doubts }: ResponseOf<typeof checkFile>, { say }: ReportOptions): string[] {
  const lines = doubts.map(({ kind, type, column, code, fitting, others, cells }) => {
    const name = clean(column);
    if (kind === "numberFormat") {
      const sample = clean(cells[0]?.value ?? "");
      return say({
        zh: `${name}：${sample} 有两种读法，请写 --number-format '1,234.56'（点是小数点）或 '1.234,56'（点分千位）`,
        en: `${name}: ${sample} can be read in two ways; write --number-format '1,234.56' (the point stands before the fraction) or '1.234,56' (it parts thousands)`,
      });
    }
    const { values } = valueTypeFacts(type);
    const more = others > cells.length ? " …" : "";
    const zh = cells.map(({ line, value }) => `第 ${line} 行「${clean(value)}」`).join("、");
    const en = cells.map(({ line, value }) => `line ${line} (${clean(value)})`).join(", ");
    return say({
      zh: `${name}：${grouped(fitting)} 格是${values.zh}，${grouped(others)} 格不是：${zh}${more}。默认按文本导入；要${values.zh}请写 --type ${code}=${type}，并可写 --unreadable ${code}=missing`,
      en: `${name}: ${grouped(fitting)} ${values.en}, ${grouped(others)} other cells: ${en}${more}. They are imported as text; for ${values.en} write --type ${code}=${type}, and --unreadable ${code}=missing if those cells shall be missing`,
    });
  });
  const read = say({ zh: `读了 ${grouped(rows)} 行，没有导入。`, en: `${grouped(rows)} rows read; nothing was imported.` });
  return [...lines, read];
}

/** Prints the counts of an import, with the reasons for skipped rows. */
export function reportLines(report: ImportReport, { lang, table, say }: ReportOptions): string[] {
  const some = (count: number) => (count === 0 ? null : grouped(count));
  return [
    ...facts(
      [
        [say({ zh: "导入编号", en: "import" }), report.id],
        [say({ zh: "读到的行", en: "rows read" }), grouped(report.read)],
        [say({ zh: "接受的行", en: "accepted" }), grouped(report.accepted)],
        [say({ zh: "跳过的行", en: "skipped" }), grouped(report.skipped)],
        // The count comes first: long reasons would push the numbers far to the right.
        ...report.reasons.map((reason) => [`  ${grouped(reason.rows)}`, clean(reason[lang])] as const),
        [say({ zh: "已有的行", en: "already there" }), some(report.repeated)],
        [say({ zh: "新客户", en: "new customers" }), grouped(report.customersCreated)],
        [say({ zh: "新身份", en: "new identities" }), grouped(report.identitiesAdded)],
        [say({ zh: "新增行为", en: "new events" }), grouped(report.eventsAdded)],
        [say({ zh: "新属性值", en: "new attribute values" }), some(report.attributesAdded)],
        [say({ zh: "新的或改动的商品", en: "products new or changed" }), some(report.productsAdded)],
        [say({ zh: "打标", en: "tags added" }), some(report.tagged)],
        [say({ zh: "新建的标签", en: "tags made" }), report.tagsCreated.length === 0 ? null : clean(report.tagsCreated.join(", "))],
        [say({ zh: "四舍五入的数", en: "rounded numbers" }), some(report.rounded)],
        [
          say({ zh: "用时", en: "time" }),
          `${duration(report.seconds * 1_000)}${say({ zh: "，每秒", en: ", " })} ${grouped(Math.round(report.rowsPerSecond))} ${say({ zh: "行", en: "rows/s" })}`,
        ],
        [say({ zh: "未导入的行", en: "bad rows" }), report.badRows && `tagwise import bad-rows ${report.id}`],
      ],
      table,
    ),
    ...report.warnings.map((warning) => `${table.paint("!", "yellow")} ${clean(warning[lang])}`),
  ];
}
