import * as contract from "../../contract/index.ts";
import { explainTag } from "../../explain/index.ts";
import { findCustomer } from "../../identity/index.ts";
import { asOfIn } from "../asOf.ts";
import { bind } from "../route.ts";

export const explainRoutes = [
  bind(contract.explainTag, async ({ ctx, params, query }) => {
    const customer = await findCustomer({ ctx, input: params.customer });
    return explainTag({ ctx, input: { customer, tag: params.tag, asOf: asOfIn(ctx, query) } });
  }),
];
