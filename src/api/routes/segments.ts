import * as contract from "../../contract/index.ts";
import { EXPORT_JOB } from "../../insight/index.ts";
import {
  countCustomers,
  deleteSegment,
  exportCustomers,
  FORMATS,
  listExportColumns,
  listSegments,
  readExport,
  readSegment,
  saveSegment,
} from "../../segments/index.ts";
import { asOfIn, membersAtIn } from "../asOf.ts";
import { attachment } from "../attachment.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const EXPORTED = Object.values(FORMATS).map(({ contentType }) => contentType.split(";")[0]!);

export const segmentsRoutes = [
  bind(
    contract.exportCustomers,
    async ({ ctx, query, reply }) => {
      const { stream, contentType, fileName } = await exportCustomers({ ctx, input: query });
      attachment(reply, fileName, contentType);
      return stream;
    },
    { produces: EXPORTED },
  ),
  bind(contract.startExport, (handled) => startJob(handled, EXPORT_JOB, handled.body)),
  bind(contract.listExportColumns, ({ ctx }) => listExportColumns({ ctx })),
  bind(
    contract.readExport,
    async ({ ctx, params, reply }) => {
      const { stream, name, contentType, bytes } = await readExport({ ctx, input: params });
      attachment(reply, name, contentType);
      void reply.header("content-length", bytes);
      return stream;
    },
    { produces: EXPORTED },
  ),
  bind(contract.countCustomers, ({ ctx, query, body }) =>
    countCustomers({ ctx, input: { ...body, asOf: asOfIn(ctx, query), membersAt: membersAtIn(ctx, query) } }),
  ),
  bind(contract.listSegments, ({ ctx }) => listSegments({ ctx })),
  bind(contract.saveSegment, ({ ctx, body }) => saveSegment({ ctx, input: body })),
  bind(contract.readSegment, ({ ctx, params }) => readSegment({ ctx, input: params })),
  bind(contract.deleteSegment, ({ ctx, params }) => deleteSegment({ ctx, input: params })),
];
