import type { FastifyInstance } from "fastify";
import { formatSize, type App } from "../../app/index.ts";
import { problem } from "../../kernel/index.ts";
import { sendFailure } from "../failure.ts";

/** A body that is too large is answered with 400, as Segment's libraries expect. Other errors are as in the rest of the API. */
export function answerFailures(v1: FastifyInstance, app: App): void {
  v1.setErrorHandler((error, request, reply) => {
    const tooLarge = (error as { code?: unknown }).code === "FST_ERR_CTP_BODY_TOO_LARGE";
    const answered = tooLarge ? problem("BATCH_TOO_LARGE", { limit: formatSize(request.routeOptions.bodyLimit ?? 0) }, error) : error;
    return sendFailure(answered, request, reply, app.log, { success: false });
  });
}
