export { borderSql } from "./border.ts";
export { formulaSql, joined, type BitmapNames } from "./formula.ts";
export type { SqlScope } from "./moment.ts";
export { countRowsSql, keptForLeaves, leavesSql, numberOf } from "./leaves.ts";
export { columnsSql, keptForMetrics, metricsSql, type Population } from "./pass.ts";
export { daysBetweenSql } from "../valueTypes/date/run.ts";
export { placeOf } from "../valueTypes/runs.ts";
export { filterSql } from "../leaves/event/sql.ts";
