export { backtestRule } from "./backtest/backtestRule.ts";
export { exportTags, fileTags } from "./exportTags.ts";
export { listCustomers } from "./listCustomers.ts";
export { listTags } from "./listTags.ts";
export { readCustomer } from "./readCustomer.ts";
export { readOverview } from "./readOverview.ts";
export { readTag } from "./readTag.ts";
export { EXPORT_JOB, exportJob } from "./exportJob.ts";
export { BACKTEST_JOB, backtestJob } from "./backtest/backtestJob.ts";
