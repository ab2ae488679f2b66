import * as contract from "../../contract/index.ts";
import { countCustomers, deleteSegment, listSegments, readSegment, saveSegment } from "../../segments/index.ts";
import { asOfIn, membersAtIn } from "../asOf.ts";
import { bind } from "../route.ts";

export const segmentsRoutes = [
  bind(contract.countCustomers, ({ ctx, query, body }) =>
    countCustomers({ ctx, input: { ...body, asOf: asOfIn(ctx, query), membersAt: membersAtIn(ctx, query) } }),
  ),
  bind(contract.listSegments, ({ ctx }) => listSegments({ ctx })),
  bind(contract.saveSegment, ({ ctx, body }) => saveSegment({ ctx, input: body })),
  bind(contract.readSegment, ({ ctx, params }) => readSegment({ ctx, input: params })),
  bind(contract.deleteSegment, ({ ctx, params }) => deleteSegment({ ctx, input: params })),
];
