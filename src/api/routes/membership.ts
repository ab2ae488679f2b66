import * as contract from "../../contract/index.ts";
import { findCustomer } from "../../identity/index.ts";
import { customerHistory, listOverrides, tagHistory, tagMoves } from "../../membership/index.ts";
import { bind } from "../route.ts";

export const membershipRoutes = [
  bind(contract.listOverrides, ({ ctx, params, query }) => listOverrides({ ctx, input: { ...params, ...query } })),
  bind(contract.customerHistory, async ({ ctx, params, query }) => {
    const customer = await findCustomer({ ctx, input: params.customer });
    return customerHistory({ ctx, input: { ...query, customer } });
  }),
  bind(contract.tagHistory, ({ ctx, params, query }) => tagHistory({ ctx, input: { ...params, ...query } })),
  bind(contract.tagMoves, ({ ctx, params, query }) => tagMoves({ ctx, input: { ...params, ...query } })),
];
