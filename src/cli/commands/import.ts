import { createReadStream } from "node:fs";
import path from "node:path";
import { Transform } from "node:stream";
import { json } from "node:stream/consumers";
import { importFile, previewFile, uploadFile, type ImportReport, type MappingInput } from "../../contract/index.ts";
import { Problem } from "../../kernel/index.ts";
import { defineCommand, pair, whole } from "../command.ts";
import { mappingOf, type MappingOptions } from "../input/mapping.ts";
import { requireFile } from "../input/read.ts";
import { located } from "../input/yaml.ts";
import { followJob } from "../job.ts";
import { clean } from "../print/clean.ts";
import { bytes } from "../print/number.ts";
import { reportLines } from "../print/report.ts";
import type { Session } from "../session.ts";

const columns = (zh: string, en: string) => ({ zh: `${zh}（列名或算式）`, en: `${en} (a column or a computation)` });

export const importCommand = defineCommand<MappingOptions & { createTags?: boolean }>({
  name: "import",
  group: "data",
  startsEmpty: true,
  summary: { zh: "导入 Parquet、CSV、JSON 行或 Excel 文件", en: "import a Parquet, CSV, JSON lines or Excel file" },
  arguments: [{ usage: "<file>", text: { zh: "要导入的文件", en: "the file" } }],
  options: [
    {
      flags: "--mapping <file>",
      text: {
        zh: "列的含义，写在一个 YAML 文件里；下面的选项优先于它",
        en: "a YAML file that says what the columns mean; the options below go before it",
      },
    },
    {
      flags: "--identity <platform=column>",
      text: columns("客户身份，可多次", "an identity of the customer, repeatable"),
      parse: pair("--identity"),
    },
    { flags: "--attribute <name=column>", text: columns("客户属性，可多次", "an attribute, repeatable"), parse: pair("--attribute") },
    {
      flags: "--event <name>",
      text: {
        zh: "每一行都是这种事件；不写则只导入客户",
        en: "every row is an event of this name; without it rows describe customers only",
      },
    },
    { flags: "--event-column <column>", text: columns("事件名所在列", "where the event's name stands") },
    { flags: "--time <column>", text: columns("事件时间", "when it happened") },
    {
      flags: "--time-format <pattern>",
      text: { zh: "时间的写法，如 yyyyMMdd、dd/MM/yyyy HH:mm、unix", en: "how times are written: yyyyMMdd, dd/MM/yyyy HH:mm, unix …" },
    },
    { flags: "--timezone <zone>", text: { zh: "时间所在时区，如 Asia/Shanghai", en: "the time zone of the times, such as Asia/Shanghai" } },
    {
      flags: "--property <name=column>",
      text: columns("事件属性，可多次", "a property of the event, repeatable"),
      parse: pair("--property"),
    },
    {
      flags: "--type <name=type>",
      text: {
        zh: "指定属性的类型：text number boolean time list，可多次",
        en: "the type of an attribute or property: text number boolean time list, repeatable",
      },
      parse: pair("--type"),
    },
    {
      flags: "--tag <column>",
      text: columns("标签列，可多次；一格可写多个标签", "a column of tags, repeatable; a cell may hold several"),
      parse: (value, before) => [...((before as string[] | undefined) ?? []), value],
    },
    {
      flags: "--create-tags",
      text: {
        zh: "文件里没有的标签新建为静态标签；不写则先列出",
        en: "make the tags that do not exist, as static tags; without it they are listed",
      },
    },
    {
      flags: "--id <column>",
      text: columns("事件编号；没有时以整行内容判断是否重复", "names each event; without it the row's whole content decides sameness"),
    },
    {
      flags: "--format <format>",
      text: { zh: "parquet csv jsonl xlsx text；默认看文件", en: "parquet csv jsonl xlsx text; by the file itself otherwise" },
    },
    { flags: "--encoding <name>", text: { zh: "utf-8 或 gb18030；默认看文件", en: "utf-8 or gb18030; by the file itself otherwise" } },
    { flags: "--delimiter <character>", text: { zh: "分隔符，或 whitespace", en: "the separator, or whitespace" } },
    {
      flags: "--columns <names>",
      text: { zh: "没有标题行时的列名，用逗号分隔", en: "column names, separated by commas, of a file without a header line" },
      parse: (value) => value.split(",").map((name) => name.trim()),
    },
    {
      flags: "--skip-rows <n>",
      text: { zh: "跳过开头几行", en: "lines to skip at the beginning" },
      parse: whole("--skip-rows", 0, 1_000_000),
    },
    { flags: "--sheet <name>", text: { zh: "Excel 的工作表", en: "the sheet of a workbook" } },
  ],
  examples: [
    "import 客户模板.xlsx --create-tags",
    "import orders.parquet --mapping orders.yaml",
    "import orders.csv --event 'Order Completed' --time date --identity crm=id --property 'amount=qty * price'",
  ],
  async run(session, [file = ""], options) {
    const { mapping, file: mappingFile } = await mappingOf(options);
    const size = await requireFile(file);
    const source = session.place.kind === "local" ? { path: path.resolve(file) } : { upload: await upload(session, file, size) };
    const bring = async (createTags: boolean): Promise<ImportReport> => {
      const meant = mapping ?? (await recognised(session, source));
      const { job } = await session.call(importFile, { ...source, mapping: meant, createTags });
      return (await followJob(session, job)) as ImportReport;
    };
    try {
      const report = await bring(options.createTags === true).catch(async (error: unknown) => {
        if (!(await mayCreate(session, error))) throw error;
        return bring(true);
      });
      if (session.json) return session.printJson(report);
      session.print(...reportLines(report, session));
    } catch (error) {
      throw error instanceof Problem && mappingFile ? located(error, mappingFile) : error;
    }
  },
});

/** Sends a file to the server as a stream, with a bar; answers with the name the server gave it. */
async function upload(session: Session, file: string, size: number): Promise<string> {
  const progress = session.progress();
  let sent = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      sent += chunk.length;
      progress.update(session.say({ zh: `上传 ${bytes(size)}`, en: `uploading ${bytes(size)}` }), size === 0 ? null : sent / size);
      done(null, chunk);
    },
  });
  const reading = createReadStream(file).on("error", (error) => counted.destroy(error));
  try {
    const answer = await session.stream(uploadFile, { name: path.basename(file) }, reading.pipe(counted));
    return ((await json(answer)) as { upload: string }).upload;
  } finally {
    reading.destroy();
    progress.end();
  }
}

/** What the columns seem to mean, told before it is done; undefined where the server has to say what is missing. */
async function recognised(session: Session, source: { path: string } | { upload: string }): Promise<MappingInput | undefined> {
  const preview = await session.call(previewFile, source);
  if (preview.mapping === null) return undefined;
  const used = preview.columns.filter(({ use }) => use !== "ignore");
  const told = used.map(({ name, use, as }) => `${clean(name)} → ${use}${as === "" ? "" : ` ${clean(as)}`}`);
  session.note(session.say({ zh: `自动识别的列：${told.join("，")}`, en: `Columns as recognised: ${told.join(", ")}` }));
  return preview.mapping as MappingInput;
}

/** Asks whether the tags that do not exist shall be made; where nobody can be asked, they shall not. */
async function mayCreate(session: Session, error: unknown): Promise<boolean> {
  if (!(error instanceof Problem) || error.code !== "TAGS_UNKNOWN" || session.json) return false;
  const names = error.issues.map(({ path: word }) => clean(word)).join(session.say({ zh: "、", en: ", " }));
  return (
    (await session.confirm(
      session.say({ zh: `这些标签不存在：${names}。新建它们吗？`, en: `There are no such tags: ${names}. Make them?` }),
    )) === true
  );
}
