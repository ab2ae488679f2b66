import * as contract from "../../contract/index.ts";
import {
  EXPORT_JOB,
  exportCustomers,
  exportTagDictionary,
  exportTags,
  FORMATS,
  listExportColumns,
  readExport,
} from "../../exports/index.ts";
import { attachment } from "../attachment.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

const EXPORTED = Object.values(FORMATS).map(({ contentType }) => contentType.split(";")[0]!);

export const exportsRoutes = [
  bind(
    contract.exportCustomers,
    async ({ ctx, query, reply }) => {
      const { stream, contentType, fileName } = await exportCustomers({ ctx, input: query });
      attachment(reply, fileName, contentType);
      return stream;
    },
    { produces: EXPORTED },
  ),
  bind(
    contract.exportTags,
    async ({ ctx, query, reply }) => {
      const { stream, contentType, fileName } = await exportTags({ ctx, input: query });
      attachment(reply, fileName, contentType);
      return stream;
    },
    { produces: EXPORTED },
  ),
  bind(
    contract.exportTagDictionary,
    async ({ ctx, query, reply }) => {
      const { stream, contentType, fileName } = await exportTagDictionary({ ctx, input: query });
      attachment(reply, fileName, contentType);
      return stream;
    },
    { produces: ["text/markdown", FORMATS.xlsx.contentType] },
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
];
