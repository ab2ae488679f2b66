import * as contract from "../../contract/index.ts";
import { evaluateTags } from "../../updates/index.ts";
import { asOfIn } from "../asOf.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

/** Evaluations of one process run one after another. */
const QUEUE = "evaluation";

export const updatesRoutes = [
  bind(contract.evaluateTags, (handled) => {
    const asOf = asOfIn(handled.ctx, handled.query);
    return startJob(contract.evaluateTags, handled, { kind: "evaluate", queue: QUEUE }, ({ ctx, progress, signal }) =>
      evaluateTags({ ctx, input: { asOf, force: handled.query.force, progress, signal } }),
    );
  }),
];
