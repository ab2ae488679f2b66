import { readCatalogue } from "../../catalogue/index.ts";
import { mappingOfColumns, Reading, type MappingInput } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { formatOf, type LocalFile } from "../../files/index.ts";
import { headOf } from "./head.ts";
import { recognise } from "./recognise.ts";

/** The mapping, if it only says how to read the file. Then the columns are recognised. */
export function readingOnly(mapping: unknown): Reading | undefined {
  if (mapping === undefined) return {};
  const parsed = Reading.safeParse(mapping);
  return parsed.success ? parsed.data : undefined;
}

/** The guessed mapping of a file, from names and contents only. @throws COLUMNS_UNRECOGNISED and what reading the file throws */
export async function recognisedMapping(ctx: Ctx, file: LocalFile, reading: Reading = {}): Promise<MappingInput> {
  const head = await headOf(ctx.facts, file, await formatOf(file, reading.format, reading.delimiter), reading);
  const mapping = mappingOfColumns(recognise(head, await readCatalogue({ ctx }), reading.timezone ?? ctx.workspace.timezone));
  if (Object.keys(mapping.identities ?? {}).length === 0 && !mapping.products)
    throw problem("COLUMNS_UNRECOGNISED", { file: file.name, columns: head.names });
  return { ...mapping, ...reading };
}
