import { randomUUID } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Ctx, Verb } from "../engine/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { unguarded, writeWorkbook } from "../sheets/index.ts";
import { badRowsPath } from "./load/badRows.ts";
import { csvParser } from "../files/index.ts";

export interface BadRows {
  readonly import: string;
  readonly format?: "csv" | "xlsx" | undefined;
}

/**
 * The skipped rows of an import as they stood in the file, with line and reason in the reader's language in front. The corrected file can
 * be imported as it is, because columns that begin with # are ignored.
 * @throws NOT_FOUND if there are none
 */
export async function readBadRows({ ctx, input }: Verb<BadRows>): Promise<Readable> {
  requirePermission(ctx, "data.import");
  // Only digits may become part of a path.
  const path = /^[1-9]\d{0,14}$/.test(input.import) ? badRowsPath(ctx.dataDir, Number(input.import)) : undefined;
  if (path === undefined || !existsSync(path)) throw problem("NOT_FOUND", { what: `bad rows of import ${input.import.slice(0, 20)}` });
  return input.format === "xlsx" ? asWorkbook(ctx, path) : Readable.from(asCsv(ctx, path), { objectMode: false });
}

/** The stored file has the reason as a code and in both languages. This keeps the reader's language. */
async function* records(ctx: Ctx, path: string): AsyncGenerator<string[]> {
  let found: string[][] = [];
  const parser = csvParser(",", ({ fields }) => found.push(fields));
  const decoder = new TextDecoder("utf-8");
  let heading = true;
  const shown = ([line = "", code = "", zh = "", en = "", ...cells]: string[]): string[] => {
    if (!heading) return [line, code, ctx.lang === "zh" ? zh : en, ...cells];
    heading = false;
    return ctx.lang === "zh" ? ["#行", "#代码", "#原因", ...cells] : ["#line", "#code", "#reason", ...cells];
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    parser.push(decoder.decode(chunk, { stream: true }));
    const ready = found;
    found = [];
    for (const fields of ready) yield shown(fields);
  }
  parser.end();
  for (const fields of found) yield shown(fields);
}

async function* asCsv(ctx: Ctx, path: string): AsyncGenerator<Buffer> {
  let text = "\ufeff";
  for await (const cells of records(ctx, path)) {
    text += `${cells.map((cell, index) => (/^\d+$/.test(cell) && index === 0 ? cell : `"${cell.replaceAll('"', '""')}"`)).join(",")}\n`;
    if (text.length < 1 << 16) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

async function asWorkbook(ctx: Ctx, path: string): Promise<Readable> {
  await mkdir(join(ctx.dataDir, "tmp"), { recursive: true, mode: 0o700 });
  const made = join(ctx.dataDir, "tmp", `bad-rows-${randomUUID()}.xlsx`);
  try {
    const rows = records(ctx, path);
    const { value: headings = [] } = (await rows.next()) as { value?: string[] };
    const columns = headings.map((heading, index) => ({
      heading: unguarded(heading),
      kind: index === 0 ? ("number" as const) : ("text" as const),
    }));
    const book = await writeWorkbook(made, { name: ctx.lang === "zh" ? "未导入的行" : "Rows left out", columns });
    for await (const cells of rows) await book.row(cells.map(unguarded));
    await book.end();
    // Unlinked while open, so that no file is left even if the reader stops early.
    return (await open(made)).createReadStream();
  } finally {
    await rm(made, { force: true });
  }
}
