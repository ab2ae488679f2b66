import { z } from "zod";

export const ExportFormat = z.enum(["csv", "jsonl", "parquet", "xlsx"]);
export type ExportFormat = z.output<typeof ExportFormat>;

/** The content and format of an export: the query of a stream, or the body of a job. */
export const ExportShape = {
  where: z.string().max(10_000).optional().meta({ description: "Combination of tags. Absent: all customers" }),
  format: ExportFormat.default("csv"),
  mark: z
    .enum(["none", "bom"])
    .default("none")
    .meta({ description: "bom: start a CSV with a byte-order mark, so that Excel reads it as UTF-8" }),
  headings: z
    .enum(["codes", "zh", "en"])
    .optional()
    .meta({ description: "Column headings: codes (the default), or names in zh or en (the default of xlsx is the reader's language)" }),
  columns: z.string().max(50_000).optional().meta({
    description:
      "Comma-separated: customer, name, an identity platform (identity.crm), an attribute (attribute.city), a tag (tag.high_value), tags",
  }),
};
