import * as contract from "../../contract/index.ts";
import { ERASE_JOB, eraseCustomer } from "../../erasure/index.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const ONCE = { once: true, byHolder: true } as const;

export const erasureRoutes = [
  bind(
    contract.eraseCustomer,
    async (handled) => {
      const { customer } = await eraseCustomer({ ctx: handled.ctx, input: handled.params });
      return startJob(handled, ERASE_JOB, { customer });
    },
    ONCE,
  ),
];
