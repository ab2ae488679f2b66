import * as contract from "../../contract/index.ts";
import { readQueryPlan } from "../../evaluation/index.ts";
import { asOfIn } from "../asOf.ts";
import { bind } from "../route.ts";

export const evaluationRoutes = [
  bind(contract.readQueryPlan, ({ ctx, query, body }) => readQueryPlan({ ctx, input: { ...body, asOf: asOfIn(ctx, query) } })),
];
