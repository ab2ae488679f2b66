import type { Readable } from "node:stream";
import type { z } from "zod";
import { readCatalogue } from "../catalogue/index.ts";
import type { ExportResult } from "../contract/index.ts";
import type { Ctx, Progress, Verb } from "../engine/index.ts";
import { tagSentence } from "../rules/index.ts";
import type { ExportInput } from "./exportCustomers.ts";
import { keepFile } from "./file.ts";
import { tagsOut, type TagRow } from "./tagRows.ts";
import { FORMATS, streamOut } from "./write.ts";
import { visibleTags } from "../tags/index.ts";
import { listTags } from "../insight/index.ts";

type Input = Pick<ExportInput, "format" | "mark" | "headings">;

/** The list of tags as a file: name, definition and number of members. */
export async function exportTags({ ctx, input }: Verb<Input>): Promise<{ stream: Readable; contentType: string; fileName: string }> {
  const out = await tagsOut(ctx, await rowsOf(ctx), input);
  const stream = await streamOut(ctx, out, { format: input.format, mark: input.mark === "bom" });
  const { contentType, ending } = FORMATS[input.format];
  return { stream, contentType, fileName: `tags.${ending}` };
}

/** The same, stored as a file to download. */
export async function fileTags({
  ctx,
  input,
  ...work
}: Verb<Input> & { readonly progress?: Progress | undefined; readonly signal?: AbortSignal | undefined }): Promise<
  z.output<typeof ExportResult>
> {
  const rows = await rowsOf(ctx);
  return keepFile(ctx, await tagsOut(ctx, rows, input), rows.length, input, work);
}

async function rowsOf(ctx: Ctx): Promise<TagRow[]> {
  const { items } = await listTags({ ctx, input: {} });
  const set = await visibleTags(ctx);
  const words = { catalogue: await readCatalogue({ ctx }), tags: set.refs, timezone: ctx.workspace.timezone };
  return items.map((item) => {
    const tag = set.tags.get(item.code);
    return { ...item, criteria: tag?.criteria ?? null, sentence: tag?.rule ? tagSentence(tag.rule, words) : null };
  });
}
