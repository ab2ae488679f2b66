import { rename, rm } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import path from "node:path";
import { exportCustomers } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand, oneOf } from "../command.ts";
import { codeOf } from "../input/read.ts";
import { bytes } from "../print/number.ts";

const FORMATS = ["csv", "jsonl", "parquet"] as const;

interface Options {
  readonly where?: string;
  readonly format?: (typeof FORMATS)[number];
  readonly columns?: string;
  readonly output?: string;
}

export const exportCommand = defineCommand<Options>({
  name: "export",
  group: "customers",
  summary: { zh: "导出客户名单（CSV、JSON 行或 Parquet）", en: "export customers as CSV, JSON lines or Parquet" },
  options: [
    { flags: "--where <combination>", text: { zh: "标签组合；不写则为全部客户", en: "a combination of tags; everyone without it" } },
    {
      flags: "--format <format>",
      text: { zh: "csv（默认）、jsonl 或 parquet", en: "csv (default), jsonl or parquet" },
      parse: oneOf("--format", FORMATS),
    },
    {
      flags: "--columns <names>",
      text: {
        zh: "用逗号分隔：customer,name,identity.crm,attribute.city,tag.high_value,tags",
        en: "separated by commas: customer,name,identity.crm,attribute.city,tag.high_value,tags",
      },
    },
    { flags: "-o, --output <file>", text: { zh: "写入文件；不写则输出到屏幕", en: "write to this file; to the screen without it" } },
  ],
  examples: ["export --where '高价值客户 且 非 近期沉默' -o customers.csv", "export --format jsonl --columns customer,identity.crm,tags"],
  async run(session, _, { where, format, columns, output }) {
    const { stdout, cwd, signal } = session.surroundings;
    const stream = await session.stream(exportCustomers, { where, format, columns });
    if (output === undefined || output === "-") return pipeline(stream, stdout, { end: false, signal });
    const written = await save(stream, path.resolve(cwd, output), signal);
    session.note(session.say({ zh: `已写入 ${output}（${bytes(written)}）`, en: `written to ${output} (${bytes(written)})` }));
  },
});

/** Writes beside the file and renames at the end: a broken export leaves the old file as it was. @throws OUTPUT_FAILED */
async function save(stream: Readable, file: string, signal: AbortSignal): Promise<number> {
  const partial = `${file}.part`;
  const sink = createWriteStream(partial);
  let failed: unknown;
  sink.on("error", (error) => (failed = error));
  try {
    await pipeline(stream, sink, { signal });
    await rename(partial, file).catch((error: unknown) => {
      failed = error;
      throw error;
    });
    return sink.bytesWritten;
  } catch (error) {
    await rm(partial, { force: true });
    throw failed ? problem("OUTPUT_FAILED", { path: file, reason: codeOf(failed) }, failed) : error;
  }
}
