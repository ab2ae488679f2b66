import * as contract from "../../contract/index.ts";
import { countCustomers, deleteSegment, exportCustomers, listSegments, readSegment, saveSegment } from "../../segments/index.ts";
import { asOfIn, membersAtIn } from "../asOf.ts";
import { bind } from "../route.ts";

export const segmentRoutes = [
  bind(contract.countCustomers, ({ ctx, query, body }) =>
    countCustomers({ ctx, input: { ...body, asOf: asOfIn(ctx, query), membersAt: membersAtIn(ctx, query) } }),
  ),
  bind(
    contract.exportCustomers,
    async ({ ctx, query, reply }) => {
      const { stream, contentType, fileName } = await exportCustomers({ ctx, input: query });
      void reply.type(contentType).header("content-disposition", `attachment; filename="${fileName}"`);
      return stream;
    },
    { produces: ["text/csv", "application/jsonl", "application/vnd.apache.parquet"] },
  ),
  bind(contract.listSegments, ({ ctx }) => listSegments({ ctx })),
  bind(contract.saveSegment, ({ ctx, body }) => saveSegment({ ctx, input: body })),
  bind(contract.readSegment, ({ ctx, params }) => readSegment({ ctx, input: params })),
  bind(contract.deleteSegment, ({ ctx, params }) => deleteSegment({ ctx, input: params })),
];
