import { readCatalogue } from "../../catalogue/index.ts";
import { mappingOfColumns, type MappingInput } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { LocalFile } from "../read/file.ts";
import { formatOf } from "../read/format.ts";
import { headOf } from "./head.ts";
import type { HowToRead } from "./types.ts";
import { recognise } from "./recognise.ts";

/** What the columns of a file mean, by their names and contents alone. @throws COLUMNS_UNRECOGNISED and what reading the file throws */
export async function recognisedMapping(ctx: Ctx, file: LocalFile, how: HowToRead = {}): Promise<MappingInput> {
  const head = await headOf(ctx.facts, file, await formatOf(file, undefined, undefined), how);
  const mapping = mappingOfColumns(recognise(head, await readCatalogue({ ctx }), ctx.workspace.timezone));
  if (Object.keys(mapping.identities ?? {}).length === 0 && !mapping.products)
    throw problem("COLUMNS_UNRECOGNISED", { file: file.name, columns: head.names });
  return mapping;
}
