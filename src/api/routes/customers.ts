import * as contract from "../../contract/index.ts";
import { listCustomerEvents } from "../../customers/index.ts";
import { bind } from "../route.ts";

export const customerRoutes = [
  bind(contract.listCustomerEvents, ({ ctx, params, query }) => listCustomerEvents({ ctx, input: { ...params, ...query } })),
];
