export { borderSql } from "./border.ts";
export { formulaSql, joined, type BitmapNames } from "./formula.ts";
export type { SqlScope } from "./moment.ts";
export { countRowsSql, keptForLeaves, leavesSql, numberOf } from "./leaves.ts";
export { columnsSql, keptForMetrics, metricsSql, type Population } from "./pass.ts";
export { daysBetweenSql } from "./tests.ts";
export { filterSql } from "../leaves/event/sql.ts";
