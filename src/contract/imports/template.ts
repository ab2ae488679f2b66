import { z } from "zod";
import { operation } from "../define.ts";

export const TemplateKind = z.enum(["customers", "tags", "events", "products"]);
export type TemplateKind = z.output<typeof TemplateKind>;

const Language = z.enum(["zh", "en"]);

export const makeTemplate = operation({
  id: "makeTemplate",
  method: "GET",
  path: "/templates/:kind",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "下载 Excel 模板", en: "Download an Excel template to fill in and import" },
  params: z.object({ kind: TemplateKind }),
  query: z.object({ lang: Language.optional() }),
  response: z.any(),
});
