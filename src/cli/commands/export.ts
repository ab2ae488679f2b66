import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exportCustomers, type ExportResult, exportTags, readExport, readSegment, startExport } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand, oneOf } from "../command.ts";
import { followJob } from "../job.ts";
import { bytes, grouped } from "../print/number.ts";
import { saveStream } from "../save.ts";

const FORMATS = ["csv", "jsonl", "parquet", "xlsx"] as const;

const HEADINGS = ["codes", "zh", "en"] as const;

interface Options {
  readonly where?: string;
  readonly segment?: string;
  readonly tags?: boolean;
  readonly format?: (typeof FORMATS)[number];
  readonly headings?: (typeof HEADINGS)[number];
  readonly columns?: string;
  readonly output?: string;
  readonly bom?: boolean;
}

export const exportCommand = defineCommand<Options>({
  name: "export",
  group: "customers",
  summary: {
    zh: "导出客户名单或标签列表（CSV、Excel、Parquet、JSON 行）",
    en: "export customers or the list of tags as CSV, Excel, Parquet or JSON lines",
  },
  options: [
    { flags: "--where <combination>", text: { zh: "标签组合；不写则为全部客户", en: "a combination of tags; everyone without it" } },
    { flags: "--segment <name>", text: { zh: "保存的人群", en: "a saved segment" } },
    { flags: "--tags", text: { zh: "导出标签列表，而不是客户", en: "the list of tags rather than customers" } },
    {
      flags: "--format <format>",
      text: {
        zh: "csv（默认）、xlsx、parquet 或 jsonl；写了 -o 时看文件名",
        en: "csv (default), xlsx, parquet or jsonl; by the name of -o otherwise",
      },
      parse: oneOf("--format", FORMATS),
    },
    {
      flags: "--headings <words>",
      text: { zh: "表头用 codes（代码）、zh 或 en", en: "headings as codes, or names in zh or en" },
      parse: oneOf("--headings", HEADINGS),
    },
    {
      flags: "--columns <names>",
      text: {
        zh: "用逗号分隔：customer,name,identity.crm,attribute.city,tag.high_value,tags",
        en: "separated by commas: customer,name,identity.crm,attribute.city,tag.high_value,tags",
      },
    },
    {
      flags: "--bom",
      text: {
        zh: "CSV 以 UTF-8 标记（BOM）开头，Excel 打开时中文才正常",
        en: "begin a CSV with the UTF-8 mark, by which Excel shows Chinese",
      },
    },
    { flags: "-o, --output <file>", text: { zh: "写入文件；不写则输出到屏幕", en: "write to this file; to the screen without it" } },
  ],
  examples: [
    "export --where '高价值客户 且 非 近期沉默' -o customers.xlsx",
    "export --segment 复购人群 --headings zh --format xlsx -o 复购.xlsx",
    "export --format jsonl --columns customer,identity.crm,tags",
    "export --bom -o customers.csv",
    "export --tags -o tags.xlsx",
  ],
  async run(session, _, { segment, tags = false, output, bom = false, ...given }) {
    if (segment !== undefined && given.where !== undefined)
      throw problem("OPTION_INVALID", {
        option: "--segment",
        value: segment,
        wanted: { zh: "单独使用：--where 和 --segment 只能写一个", en: "used alone: write either --where or --segment" },
      });
    const { stdout, cwd, signal } = session.surroundings;
    const where = segment === undefined ? given.where : (await session.call(readSegment, { segment })).where;
    const format = given.format ?? formatOf(output);
    const { headings, columns } = given;
    const mark = bom ? "bom" : "none";
    if (output === undefined || output === "-") {
      const stream = tags
        ? await session.stream(exportTags, { format, headings, mark })
        : await session.stream(exportCustomers, { where, format, columns, headings, mark });
      return pipeline(stream, stdout, { end: false, signal });
    }
    const { job } = await session.call(startExport, { what: tags ? "tags" : "customers", where, format, columns, headings, mark });
    const made = (await followJob(session, job)) as ExportResult;
    const written = await saveStream(await session.stream(readExport, { export: made.export }), path.resolve(cwd, output), signal);
    const rows = grouped(made.rows);
    session.note(
      session.say({
        zh: `已写入 ${output}（${rows} 行，${bytes(written)}）`,
        en: `written to ${output} (${rows} rows, ${bytes(written)})`,
      }),
    );
  },
});

function formatOf(output: string | undefined): (typeof FORMATS)[number] {
  const ending = path.extname(output ?? "").slice(1);
  return FORMATS.find((format) => format === ending) ?? "csv";
}
