import { z } from "zod";
import { backtestRule as operation, type BacktestResult } from "../../contract/index.ts";
import { defineJob, jobName } from "../../jobs/index.ts";
import { backtestRule } from "./backtestRule.ts";

const Input = operation.params.extend(operation.body.shape).extend({ asOf: z.number().optional() });

export const BACKTEST_JOB = jobName<z.output<typeof Input>, BacktestResult>("backtest", Input);

/** A backtest writes nothing, so it can run again after a crash. */
export const backtestJob = defineJob({
  ...BACKTEST_JOB,
  permission: "tag.read",
  afterCrash: "restart",
  run: (ctx, input, { progress, signal }) => backtestRule({ ctx, input: { ...input, progress, signal } }),
});
