import { formatSize, listenLive, uploadFile } from "../../app/index.ts";
import * as contract from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { openLiveStream } from "../liveStream.ts";
import { bind } from "../route.ts";
import { Readable } from "node:stream";

export const appRoutes = [
  bind(
    contract.listenLive,
    ({ ctx, app, query, request, reply }) => openLiveStream({ ctx, app, request, reply, since: query.since, listen: listenLive }),
    {
      produces: ["text/event-stream"],
    },
  ),
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
