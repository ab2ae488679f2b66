import type { z } from "zod";
import { readCatalogue } from "../../catalogue/index.ts";
import { columnsOfMapping, mappingOfColumns, type FilePreview, type previewFile as operation, type BodyOf } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { formatOf, locateFile, shownName } from "../../files/index.ts";
import { mappingsFor } from "../mappings.ts";
import { headOf } from "./head.ts";
import { recognise, type Recognised } from "./recognise.ts";

/** Rows in the answer. More rows are inspected. */
const SHOWN_ROWS = 20;
const SHOWN_TITLE_ROWS = 5;

/**
 * The beginning of a file and the guessed meaning of its columns: from the newest saved mapping with these headings, else from names and
 * contents. Writes nothing.
 * @throws what reading the file would
 */
export async function previewFile({ ctx, input }: Verb<BodyOf<typeof operation>>): Promise<z.output<typeof FilePreview>> {
  requirePermission(ctx, "data.import");
  const { reading = {} } = input;
  const file = await locateFile(ctx, input);
  const format = await formatOf(file, reading.format, reading.delimiter);
  const head = await headOf(ctx.facts, file, format, defined(reading));
  const saved = await mappingsFor(ctx, head.names);
  const kept = saved[0] && columnsOfMapping(head.names, saved[0].mapping as never);
  const recognised: Recognised = kept
    ? { ...kept, timezone: kept.timezone || ctx.workspace.timezone, columns: kept.columns.map((one) => ({ ...one, by: "saved" })) }
    : recognise(head, await readCatalogue({ ctx }), ctx.workspace.timezone);
  const mapping = mappingOfColumns(recognised);
  return {
    file: shownName(file),
    format,
    sheets: [...head.sheets],
    sheet: head.sheet,
    encoding: head.encoding,
    header: head.header && { row: head.header.row, above: head.header.above.slice(0, SHOWN_TITLE_ROWS).map((text) => text.slice(0, 200)) },
    merged: head.merged && { ranges: head.merged.ranges, columns: [...head.merged.columns] },
    rowsAre: recognised.rows,
    event: recognised.event,
    columns: [...recognised.columns],
    rows: head.rows.slice(0, SHOWN_ROWS).map((row) => [...row]),
    mapping: Object.keys(mapping.identities ?? {}).length === 0 && !mapping.products ? null : { ...mapping, ...defined(reading) },
    saved,
  };
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
