import { IMPORT_TAGGING } from "../../suggestions/index.ts";
import * as contract from "../../contract/index.ts";
import {
  checkFile,
  deleteMapping,
  IMPORT_JOB,
  listImports,
  listMappings,
  makeTemplate,
  previewFile,
  readBadRows,
  readMapping,
  saveMapping,
  UNDO_JOB,
} from "../../imports/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { seenCodes } from "../../tags/index.ts";
import { attachment, XLSX } from "../attachment.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const tagging = IMPORT_TAGGING;

export const importsRoutes = [
  bind(contract.importFile, async (handled) => {
    const { ctx, body } = handled;
    requirePermission(ctx, "data.import");
    // An invalid mapping is refused at once. Otherwise the caller would learn it only from the failed job.
    if (body.mapping !== undefined) readMapping(body.mapping);
    return startJob(handled, IMPORT_JOB, body);
  }),
  bind(contract.previewFile, ({ ctx, body }) => previewFile({ ctx, input: body })),
  bind(contract.checkFile, ({ ctx, body }) => checkFile({ ctx, input: body })),
  bind(contract.undoImport, (handled) => startJob(handled, UNDO_JOB, handled.params)),
  bind(contract.listImports, async ({ ctx, query }) => {
    const { items, ...page } = await listImports({ ctx, input: query });
    return { ...page, items: await Promise.all(items.map((item) => withoutHidden(ctx, item))) };
  }),
  bind(
    contract.readBadRows,
    async ({ ctx, params, query, reply }) => {
      const rows = await readBadRows({ ctx, input: { ...params, ...query } });
      attachment(reply, `bad-rows-${params.import}.${query.format}`, query.format === "xlsx" ? XLSX : "text/csv; charset=utf-8");
      return rows;
    },
    { produces: ["text/csv", XLSX] },
  ),
  bind(contract.listMappings, ({ ctx }) => listMappings({ ctx })),
  bind(contract.saveMapping, ({ ctx, params, body }) => saveMapping({ ctx, input: { ...params, ...body } })),
  bind(contract.deleteMapping, ({ ctx, params }) => deleteMapping({ ctx, input: params })),
  bind(
    contract.makeTemplate,
    async ({ ctx, params, query, reply }) => {
      const { stream, name } = await makeTemplate({ ctx, tagging, input: { ...params, ...query } });
      attachment(reply, name, XLSX);
      return stream;
    },
    { produces: [XLSX] },
  ),
];

/** A record of an import that names only tags that the actor may see. Room `imports` stands above the tags. */
async function withoutHidden(ctx: Ctx, record: contract.ImportRecord): Promise<contract.ImportRecord> {
  const [tagsCreated, tagsRetired] = await Promise.all([
    seenCodes(ctx, record.tagsCreated),
    seenCodes(ctx, record.undone?.tagsRetired ?? []),
  ]);
  return { ...record, tagsCreated, undone: record.undone && { ...record.undone, tagsRetired } };
}
