import * as contract from "../../contract/index.ts";
import { EVALUATE_JOB } from "../../updates/index.ts";
import { asOfIn } from "../asOf.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

export const updatesRoutes = [
  bind(contract.evaluateTags, (handled) => {
    const asOf = asOfIn(handled.ctx, handled.query);
    return startJob(handled, EVALUATE_JOB, { asOf, force: handled.query.force });
  }),
];
