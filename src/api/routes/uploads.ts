import { Readable } from "node:stream";
import { formatSize, uploadFile } from "../../app/index.ts";
import * as contract from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { bind } from "../route.ts";

export const uploadRoutes = [
  bind(
    contract.uploadFile,
    ({ ctx, app, query, request }) => {
      const limitBytes = app.config.uploadBytes;
      if (Number(request.headers["content-length"] ?? 0) > limitBytes) throw problem("BODY_TOO_LARGE", { limit: formatSize(limitBytes) });
      const content = (request.body as Readable | undefined) ?? Readable.from([]);
      return uploadFile({ ctx, input: { name: query.name, content, limitBytes } });
    },
    { rawBody: true },
  ),
];
