import * as contract from "../../contract/index.ts";
import { eraseCustomer, finishErasure } from "../../erasure/index.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const ONCE = { once: true } as const;

export const erasureRoutes = [
  bind(
    contract.eraseCustomer,
    async (handled) => {
      const { customer } = await eraseCustomer({ ctx: handled.ctx, input: handled.params });
      // After the imports that had looked up the customer before: what they still write is erased too.
      return startJob(contract.eraseCustomer, handled, { kind: "erase", queue: "import" }, ({ ctx, progress }) =>
        finishErasure(ctx, customer, progress),
      );
    },
    ONCE,
  ),
];
