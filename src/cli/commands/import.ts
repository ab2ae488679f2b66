import { createReadStream } from "node:fs";
import path from "node:path";
import { Transform } from "node:stream";
import { json } from "node:stream/consumers";
import {
  checkFile,
  type FilePreview,
  importFile,
  type ImportReport,
  type MappingInput,
  previewFile,
  type Reading,
  uploadFile,
} from "../../contract/index.ts";
import { Problem, VALUE_TYPE_CODES, type Text } from "../../kernel/index.ts";
import { defineCommand, pair, integer } from "../command.ts";
import { mappingOf, type MappingOptions } from "../input/mapping.ts";
import { requireFile } from "../input/read.ts";
import { located } from "../input/yamlFile.ts";
import { followJob } from "../job.ts";
import { clean } from "../print/clean.ts";
import { bytes } from "../print/number.ts";
import { checkLines, reportLines } from "../print/report.ts";
import type { Session } from "../session.ts";

const columns = (zh: string, en: string) => ({ zh: `${zh}（列名或算式）`, en: `${en} (a column or a computation)` });

export const importCommand = defineCommand<MappingOptions & { createTags?: boolean; check?: boolean }>({
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
        zh: "每一行都是这种行为；不写则只导入客户",
        en: "every row is an event of this name; without it rows describe customers only",
      },
    },
    { flags: "--event-column <column>", text: columns("行为名称所在列", "where the event's name stands") },
    { flags: "--time <column>", text: columns("行为时间", "when it happened") },
    {
      flags: "--time-format <pattern>",
      text: { zh: "时间的写法，如 yyyyMMdd、dd/MM/yyyy HH:mm、unix", en: "how times are written: yyyyMMdd, dd/MM/yyyy HH:mm, unix …" },
    },
    { flags: "--timezone <zone>", text: { zh: "时间所在时区，如 Asia/Shanghai", en: "the time zone of the times, such as Asia/Shanghai" } },
    {
      flags: "--property <name=column>",
      text: columns("行为属性，可多次", "a property of the event, repeatable"),
      parse: pair("--property"),
    },
    {
      flags: "--type <name=type>",
      text: {
        zh: `指定属性的类型：${VALUE_TYPE_CODES.join(" ")}，可多次`,
        en: `the type of an attribute or property: ${VALUE_TYPE_CODES.join(" ")}, repeatable`,
      },
      parse: pair("--type"),
    },
    {
      flags: "--number-format <sample>",
      text: {
        zh: "看不出 1.000 是一还是一千时数字的写法：'1,234.56' 或 '1.234,56'",
        en: "how numbers are written where 1.000 may be one or a thousand: '1,234.56' or '1.234,56'",
      },
    },
    {
      flags: "--unreadable <name=skip|missing>",
      text: {
        zh: "读不出的单元格：skip 不导入该行（默认），missing 当作没有值，可多次",
        en: "cells that cannot be read: skip leaves the row out (default), missing takes the cell as missing; repeatable",
      },
      parse: pair("--unreadable"),
    },
    {
      flags: "--check",
      text: {
        zh: "只检查：读完整个文件，列出拿不准的列，不导入",
        en: "only check: read the whole file and list the columns in doubt; nothing is imported",
      },
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
      text: columns("行为编号；没有时以整行内容判断是否重复", "names each event; without it the row's whole content decides sameness"),
    },
    {
      flags: "--format <format>",
      text: { zh: "parquet csv jsonl xlsx text；默认看文件", en: "parquet csv jsonl xlsx text; by the file itself otherwise" },
    },
    {
      flags: "--encoding <name>",
      text: {
        zh: "utf-8、gb18030、big5、utf-16le、utf-16be 或 windows-1252；默认看文件",
        en: "utf-8, gb18030, big5, utf-16le, utf-16be or windows-1252; by the file itself otherwise",
      },
    },
    { flags: "--delimiter <character>", text: { zh: "分隔符，或 whitespace", en: "the separator, or whitespace" } },
    {
      flags: "--columns <names>",
      text: { zh: "没有标题行时的列名，用逗号分隔", en: "column names, separated by commas, of a file without a header line" },
      parse: (value) => value.split(",").map((name) => name.trim()),
    },
    {
      flags: "--skip-rows <n>",
      text: { zh: "表头上面有几行；不写则自动找表头", en: "lines above the header; without it the header is looked for" },
      parse: integer("--skip-rows", 0, 1_000_000),
    },
    { flags: "--sheet <name>", text: { zh: "Excel 的工作表", en: "the sheet of a workbook" } },
    {
      flags: "--merged <how>",
      text: {
        zh: "上下合并的单元格：fill（填到每一行，默认）或 first（只在第一行）",
        en: "cells merged over several rows: fill (every row has the value, the default) or first (only the first row)",
      },
    },
  ],
  examples: [
    "import 客户模板.xlsx --create-tags",
    "import orders.parquet --mapping orders.yaml",
    "import orders.csv --event 'Order Completed' --time date --identity crm=id --property 'amount=qty * price'",
  ],
  async run(session, [file = ""], options) {
    const { mapping, reading, file: mappingFile } = await mappingOf(options);
    const size = await requireFile(file);
    const source = session.place.kind === "local" ? { path: path.resolve(file) } : { upload: await upload(session, file, size) };
    const meaning = async () =>
      mapping ?? (await recognised(session, source, reading)) ?? (Object.keys(reading).length > 0 ? reading : undefined);
    const bring = async (createTags: boolean): Promise<ImportReport> => {
      const { job } = await session.call(importFile, { ...source, mapping: await meaning(), createTags });
      return (await followJob(session, job)) as ImportReport;
    };
    try {
      if (options.check) {
        const checked = await session.call(checkFile, { ...source, mapping: await meaning() });
        if (session.json) return session.printJson(checked);
        return session.print(...checkLines(checked, session));
      }
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

/** Sends a file to the server as a stream, with a progress bar. Returns the server's id of the file. */
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

/** Prints the recognised columns before the import. Undefined if no column identifies a customer: then the server reports it. */
async function recognised(
  session: Session,
  source: { path: string } | { upload: string },
  reading: Reading,
): Promise<MappingInput | undefined> {
  const preview = await session.call(previewFile, { ...source, reading });
  for (const text of foundIn(preview)) session.note(session.say(text));
  if (preview.mapping === null) return undefined;
  const used = preview.columns.filter(({ use }) => use !== "ignore");
  const columns = used.map(({ name, use, as }) => `${clean(name)} → ${use}${as === "" ? "" : ` ${clean(as)}`}`);
  session.note(session.say({ zh: `自动识别的列：${columns.join("，")}`, en: `Columns as recognised: ${columns.join(", ")}` }));
  return preview.mapping as MappingInput;
}

/** Notes on the unexpected in a file: rows above the header, the encoding, merged cells. */
function foundIn({ header, encoding, merged }: FilePreview): Text[] {
  const found: Text[] = [];
  if (header && header.above.length > 0) {
    const above = clean(header.above.join(" / "));
    found.push({
      zh: `表头在第 ${header.row} 行；上面的不导入：${above}（用 --skip-rows 改）`,
      en: `Header found in row ${header.row}; left out above it: ${above} (--skip-rows changes it)`,
    });
  }
  if (encoding !== null && encoding !== "utf-8") found.push({ zh: `编码：${encoding}`, en: `Encoding: ${encoding}` });
  if (merged) {
    const columns = merged.columns.map(clean);
    found.push({
      zh: `合并单元格 ${merged.ranges} 处（列：${columns.join("、")}），上下合并的值填到每一行（用 --merged first 改）`,
      en: `Merged cells: ${merged.ranges} (columns: ${columns.join(", ")}); every row gets the value (--merged first changes it)`,
    });
  }
  return found;
}

/** Asks whether to create unknown tags. Without a terminal the answer is no. */
async function mayCreate(session: Session, error: unknown): Promise<boolean> {
  if (!(error instanceof Problem) || error.code !== "TAGS_UNKNOWN" || session.json) return false;
  const names = error.issues.map(({ path: word }) => clean(word)).join(session.say({ zh: "、", en: ", " }));
  return (
    (await session.confirm(
      session.say({ zh: `这些标签不存在：${names}。新建它们吗？`, en: `There are no such tags: ${names}. Make them?` }),
    )) === true
  );
}
