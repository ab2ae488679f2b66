import { textLiteral as literal } from "../engine/index.ts";

/** A statement that writes metric values. @param mark of the lease's fence @param select gives tag, customer, evaluation, number, time */
export function insertMetricsSql(mark: string, select: string): string {
  return `${mark} INSERT INTO metrics (tag, customer, evaluation, number, time)\n    ${select}`;
}

/** A statement that replaces all values of a metric with those of a staging table that has the same columns. @param tag `tags.id` */
export function replaceMetricSql(mark: string, tag: number, table: string): string {
  return `${mark} ALTER TABLE metrics REPLACE PARTITION ${literal.integer(tag)} FROM ${table}`;
}
