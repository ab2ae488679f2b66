import { validateMessages, type AppendInput } from "../../customers/index.ts";
import { cacheKind, type Ctx, type Verb } from "../../engine/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { commitGroup } from "./commit.ts";
import { gather, type Gathering, type Weight } from "./gather.ts";
import { wholeOf } from "./pieces.ts";
import { sendingOf, type Sending, type Sent } from "./sent.ts";
import { weightOf } from "./weight.ts";

interface Waiting {
  readonly ctx: Ctx;
  readonly sending: Sending;
  readonly weight: Weight;
  done(error?: unknown): void;
}

/** A commit begins at most this often, in milliseconds: what one caller pays for alone, many pay for together. */
const EVERY = 25;
/** The same while somebody else needs the cores: a commit of two hundred messages costs less than two of twenty. */
const EVERY_BESIDE = 60;
/** A commit holds at most so many messages of many callers, for all of them wait for the last. */
const MOST = 5_000;
/** What may wait. Above it callers are asked to come again, before memory suffers. */
const WAITING: Weight = { messages: 20_000, bytes: 64 * 2 ** 20 };
const RETRY_SECONDS = 2;

const STREAM = cacheKind<Gathering<Waiting>>("intake.stream", "process");
const BESIDE = cacheKind<() => boolean>("intake.streamBeside", "process");

/** Commits gather for longer while `works` says that other work is going on beside them. */
export function gatherBeside({ ctx, works }: { readonly ctx: Pick<Ctx, "caches">; readonly works: () => boolean }): void {
  ctx.caches.set(BESIDE, works);
}

/**
 * Takes messages into the facts, together with those of whoever else is sending: all of a moment are one durable write. Resolves when
 * the caller's are durable, each with what became of it; a message that cannot be taken is rejected alone. What is there already is
 * dropped, so a caller without an answer sends the same again.
 * @throws STREAM_FULL; FACTS_*, RECORDS_*, DISK_FULL when the stores cannot write
 */
export async function sendMessages({ ctx, input }: Verb<AppendInput>): Promise<Sent> {
  requirePermission(ctx, "data.send");
  const placeholders = await readPlaceholders(ctx);
  const stream = streamOf(ctx);
  const weight = weightOf(input);
  const { messages, bytes } = stream.waiting;
  // Somebody who waits for nobody is let in with any size: the limit of a request's body is elsewhere.
  if (messages > 0 && (messages + weight.messages > WAITING.messages || bytes + weight.bytes > WAITING.bytes))
    throw problem("STREAM_FULL", { seconds: RETRY_SECONDS });
  const sending = sendingOf(validateMessages({ sender: ctx.actor.name, ...input }, placeholders));
  if (sending.sound.customers.length + sending.sound.events.length > 0) {
    await new Promise<void>((resolve, reject) =>
      stream.add({ ctx, sending, weight, done: (error) => (error === undefined ? resolve() : reject(error)) }),
    );
  }
  return sending.result();
}

/** Resolves when nothing that was accepted waits any more: before the stores close. */
export async function settleMessages({ ctx }: { readonly ctx: Pick<Ctx, "caches"> }): Promise<void> {
  await ctx.caches.get(STREAM)?.settled();
}

function streamOf({ caches }: Pick<Ctx, "caches">): Gathering<Waiting> {
  const every = () => (caches.get(BESIDE)?.() ? EVERY_BESIDE : EVERY);
  return caches.getOr(STREAM, () => gather({ write, weigh: ({ weight }) => weight, every, most: MOST }));
}

async function write(entries: readonly Waiting[]): Promise<void> {
  let failed: ReadonlyMap<Sending, unknown>;
  try {
    failed = await commitGroup(
      entries[0]!.ctx,
      entries.map(({ sending }) => sending),
      wholeOf,
    );
  } catch (error) {
    failed = new Map(entries.map(({ sending }) => [sending, error]));
  }
  for (const { sending, done } of entries) done(failed.get(sending));
}
