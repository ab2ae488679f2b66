import { literal, sql, type Sql } from "../engine/index.ts";

/** A statement that writes metric values. @param mark of the lease's fence @param select gives tag, customer, evaluation, number, time */
export function insertMetricsSql(mark: Sql, select: Sql): Sql {
  return sql`
    ${mark}
    INSERT INTO metrics (tag, customer, evaluation, number, time)
    ${select}
  `;
}

/** A statement that replaces all values of a metric with those of a staging table that has the same columns. @param tag `tags.id` */
export function replaceMetricSql(mark: Sql, tag: number, table: string): Sql {
  return sql`${mark} ALTER TABLE metrics REPLACE PARTITION ${literal.integer(tag)} FROM ${sql.id(table)}`;
}
