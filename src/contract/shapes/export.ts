import { z } from "zod";

export const ExportFormat = z.enum(["csv", "jsonl", "parquet", "xlsx"]);
export type ExportFormat = z.output<typeof ExportFormat>;

/** What is exported and how it is written; in the query of a stream and in the body of a job. */
export const ExportShape = {
  where: z.string().max(10_000).optional().meta({ description: "Combination of tags; everybody without one" }),
  format: ExportFormat.default("csv"),
  mark: z
    .enum(["none", "bom"])
    .default("none")
    .meta({ description: "bom: begin a CSV with the byte-order mark by which Excel knows UTF-8" }),
  headings: z
    .enum(["codes", "zh", "en"])
    .optional()
    .meta({ description: "What stands over the columns: codes (default), or names in a language (default of xlsx: the reader's)" }),
  columns: z.string().max(50_000).optional().meta({
    description:
      "Comma-separated: customer, name, an identity platform (identity.crm), an attribute (attribute.city), a tag (tag.high_value), tags",
  }),
};
