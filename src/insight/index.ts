export { backtestRule } from "./backtest/backtestRule.ts";
export { listCustomers } from "./listCustomers.ts";
export { listTagOverlaps } from "./listTagOverlaps.ts";
export { listTags } from "./listTags.ts";
export { readCustomerTags } from "./readCustomerTags.ts";
export { readCustomer } from "./readCustomer.ts";
export { readOverview } from "./readOverview.ts";
export { readTag } from "./readTag.ts";
export { BACKTEST_JOB, backtestJob } from "./backtest/backtestJob.ts";
