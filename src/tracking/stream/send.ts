import { storedForm, type CheckedMessages } from "../../customers/index.ts";
import { cacheKind, type Ctx, type Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { commitGroup } from "./commit.ts";
import { gather, type Gathering, type Weight } from "./gather.ts";
import { allOf } from "./pieces.ts";
import { submissionOf, type Submission, type SubmissionResult } from "./submission.ts";
import { weightOf } from "./weight.ts";

interface Waiting {
  readonly ctx: Ctx;
  readonly submission: Submission;
  readonly weight: Weight;
  done(error?: unknown): void;
}

/** Least time between the starts of two commits, so that many callers share the cost of one. */
const COMMIT_INTERVAL_MILLISECONDS = 25;
/** The same while other work needs the processor: one commit of 200 messages costs less than two smaller ones. */
const BUSY_COMMIT_INTERVAL_MILLISECONDS = 60;
/** Most messages in one commit. Every caller waits for the whole commit, so a larger one would delay all. */
const MAX_COMMIT_MESSAGES = 5_000;
/** Most that may be queued. Above it, callers get STREAM_FULL before memory runs out. */
const MAX_QUEUED: Weight = { messages: 20_000, bytes: 64 * 2 ** 20 };
const RETRY_SECONDS = 2;

const STREAM = cacheKind<Gathering<Waiting>>("intake.stream", "process");
const IS_BUSY = cacheKind<() => boolean>("intake.streamBeside", "process");

/** Lengthens the pause between commits while `works` returns true. */
export function gatherLongerWhile({ ctx, works }: { readonly ctx: Pick<Ctx, "caches">; readonly works: () => boolean }): void {
  ctx.caches.set(IS_BUSY, works);
}

/**
 * Writes messages to the facts. Messages of all callers in the same moment share one durable write. Resolves when the caller's messages are
 * durable, with a result for each. A message that cannot be written is rejected alone. A message that is already stored adds nothing, so a
 * caller without an answer sends again.
 * @throws STREAM_FULL; FACTS_*, RECORDS_*, DISK_FULL when the stores cannot write
 */
export async function sendMessages({ ctx, input }: Verb<CheckedMessages>): Promise<SubmissionResult> {
  requirePermission(ctx, "data.send");
  const stream = streamOf(ctx);
  const weight = weightOf(input);
  const { messages, bytes } = stream.waiting;
  // An empty queue admits a request of any size, because the server limits the size of a request's body.
  if (messages > 0 && (messages + weight.messages > MAX_QUEUED.messages || bytes + weight.bytes > MAX_QUEUED.bytes))
    throw problem("STREAM_FULL", { seconds: RETRY_SECONDS });
  const submission = submissionOf(storedForm({ sender: ctx.actor.name, ...input }));
  if (submission.messages.customers.length + submission.messages.events.length > 0) {
    await new Promise<void>((resolve, reject) =>
      stream.add({ ctx, submission, weight, done: (error) => (error === undefined ? resolve() : reject(error)) }),
    );
  }
  return submission.result();
}

/** Resolves when no accepted message is left to write. The stores are closed after it. */
export async function drainMessages({ ctx }: { readonly ctx: Pick<Ctx, "caches"> }): Promise<void> {
  await ctx.caches.get(STREAM)?.idle();
}

function streamOf({ caches }: Pick<Ctx, "caches">): Gathering<Waiting> {
  const intervalMilliseconds = () => (caches.get(IS_BUSY)?.() ? BUSY_COMMIT_INTERVAL_MILLISECONDS : COMMIT_INTERVAL_MILLISECONDS);
  return caches.getOr(STREAM, () =>
    gather({ write, weigh: ({ weight }) => weight, intervalMilliseconds, maxMessages: MAX_COMMIT_MESSAGES }),
  );
}

async function write(entries: readonly Waiting[]): Promise<void> {
  let failed: ReadonlyMap<Submission, unknown>;
  try {
    failed = await commitGroup(
      entries[0]!.ctx,
      entries.map(({ submission }) => submission),
      allOf,
    );
  } catch (error) {
    failed = new Map(entries.map(({ submission }) => [submission, error]));
  }
  for (const { submission, done } of entries) done(failed.get(submission));
}
