import type { FastifyInstance, FastifyRequest } from "fastify";
import type { App } from "../../app/index.ts";
import { type Arrival, issuesOf, type MessageKind, trackMessage, trackMessages } from "../../tracking/index.ts";
import { problem, type Issue } from "../../kernel/index.ts";
import { readJsonText } from "../bodies.ts";
import { openToPages } from "./cors.ts";
import { answerFailures } from "./failure.ts";
import { senderOfBody, senderOfHeader } from "./key.ts";

/** Segment's limits of a batch: bytes and messages. The room tracking has the limits of one message. */
const BODY_BYTES = 512 * 1024;
const BATCH_MESSAGES = 2_500;

/** The paths of each kind: its name, and the letter that browser libraries use. */
const PATHS: Readonly<Record<MessageKind, readonly string[]>> = {
  identify: ["/identify", "/i"],
  track: ["/track", "/t"],
  page: ["/page", "/p"],
  screen: ["/screen", "/s"],
  group: ["/group", "/g"],
  alias: ["/alias", "/a"],
};

type Body = Readonly<Record<string, unknown>>;
/** `rejected`: messages that were refused. `ignored`: parts of accepted messages that were left out (placeholders, names, conflicts). */
type Answer = { readonly success: true; readonly rejected?: readonly Issue[]; readonly ignored?: readonly Issue[] };

/** Segment's tracking API under /v1, for unmodified client libraries. A success answer means that the messages are durable. */
export async function registerTracking(v1: FastifyInstance, app: App): Promise<void> {
  readJsonText(v1);
  openToPages(v1);
  answerFailures(v1, app);
  v1.addHook("onRequest", async (request) => {
    const sender = await senderOfHeader(app, request);
    if (sender) request.ctx = app.context({ actor: sender, lang: request.lang, requestId: request.id });
  });
  const post = (path: string, handle: (request: FastifyRequest, body: Body) => Promise<Answer>) =>
    v1.route({
      method: "POST",
      url: path,
      schema: { hide: true },
      bodyLimit: BODY_BYTES,
      handler: async (request) => {
        if (request.headers.authorization === undefined) {
          const sender = await senderOfBody(app, request.body);
          request.ctx = app.context({ actor: sender, lang: request.lang, requestId: request.id });
        }
        return handle(request, (request.body ?? {}) as Body);
      },
    });

  for (const [kind, paths] of Object.entries(PATHS) as [MessageKind, readonly string[]][])
    for (const path of paths)
      post(path, async ({ ctx }, message) => {
        const ignored = await trackMessage({ ctx, input: { message, kind, arrival: { receivedAt: ctx.clock() } } });
        return { success: true, ...(ignored.length > 0 && { ignored }) };
      });
  for (const path of ["/batch", "/b", "/import"])
    post(path, ({ ctx }, body) => takeBatch(ctx, body, { receivedAt: ctx.clock(), historical: path === "/import" }));
  // Browser libraries report their own metrics here. They are ignored.
  post("/m", async () => ({ success: true }));
}

async function takeBatch(ctx: FastifyRequest["ctx"], { batch, sentAt, context }: Body, arrival: Arrival): Promise<Answer> {
  if (!Array.isArray(batch) || batch.length > BATCH_MESSAGES) throw problem("MESSAGES_REJECTED", { issues: [batchIssue] });
  const answers = await trackMessages({ ctx, input: { messages: batch, arrival: { ...arrival, sentAt, context } } });
  const { rejected, ignored } = issuesOf(answers, "batch");
  if (rejected.length > 0 && answers.every(({ status }) => status === "rejected")) throw problem("MESSAGES_REJECTED", { issues: rejected });
  return { success: true, ...(rejected.length > 0 && { rejected }), ...(ignored.length > 0 && { ignored }) };
}

const batchIssue: Issue = {
  code: "BATCH_SHAPE",
  path: "batch",
  zh: `应为最多 ${BATCH_MESSAGES} 条消息的列表`,
  en: `must be a list of at most ${BATCH_MESSAGES} messages`,
};
