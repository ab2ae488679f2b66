import { randomUUID } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { readCatalogue } from "../../catalogue/index.ts";
import type { TemplateKind } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission, type Lang } from "../../kernel/index.ts";
import { writeForm } from "../../sheets/index.ts";
import { WITHOUT_TAGS, type Tagging } from "../tagging.ts";
import { formOf, SHEET_NAMES } from "./forms.ts";

/** A workbook to fill in and import unchanged, in a language (default: the reader's). */
export async function makeTemplate({
  ctx,
  input,
  tagging = WITHOUT_TAGS,
}: Verb<{ readonly kind: TemplateKind; readonly lang?: Lang | undefined }> & { readonly tagging?: Tagging | undefined }): Promise<{
  stream: Readable;
  name: string;
}> {
  requirePermission(ctx, "data.import");
  const lang = input.lang ?? ctx.lang;
  const tags = await tagging.offered({ ...ctx, lang });
  await mkdir(join(ctx.dataDir, "tmp"), { recursive: true, mode: 0o700 });
  const path = join(ctx.dataDir, "tmp", `template-${randomUUID()}.xlsx`);
  try {
    await writeForm(path, formOf(input.kind, { lang, catalogue: await readCatalogue({ ctx }), tags }));
    return { stream: (await open(path)).createReadStream(), name: `${SHEET_NAMES[input.kind][lang]}.xlsx` };
  } finally {
    await rm(path, { force: true });
  }
}
