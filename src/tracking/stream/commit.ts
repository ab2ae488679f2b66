import {
  closeBatch,
  closeMessages,
  finishUndos,
  openBatch,
  undoLater,
  hasPendingUndos,
  writeMessages,
  type Written,
} from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { Problem } from "../../kernel/index.ts";
import { fillProducts } from "../../products/index.ts";
import { halvesOf, type Piece } from "./pieces.ts";
import type { Submission } from "./submission.ts";
import { recoverMessages, revertBatch } from "./revertBatch.ts";

/** After this many failed commits of one group, the fault is not in a single message, and splitting stops. */
const MOST_FAILURES = 64;

/**
 * Writes the messages of several callers as one batch. If a message cannot be written, the group is split in halves until only that message
 * is rejected. If the stores cannot write, the result maps each affected caller to the error.
 */
export async function commitGroup(
  ctx: Ctx,
  submissions: readonly Submission[],
  pieceOf: (submission: Submission) => Piece,
): Promise<Map<Submission, unknown>> {
  const failed = new Map<Submission, unknown>();
  let failures = 0;
  await attempt(submissions.map(pieceOf));
  return failed;

  async function attempt(pieces: readonly Piece[]): Promise<void> {
    try {
      // Rows of an earlier failed commit are removed first. Otherwise a repeated message would count as stored and be lost with them.
      await finishUndos(ctx);
      await commitPieces(ctx, pieces);
    } catch (error) {
      // If the failed rows could not be removed, trying the halves would count them as stored.
      const looks = separable(error) && !hasPendingUndos(ctx) && ++failures <= MOST_FAILURES;
      const halves = looks ? halvesOf(pieces) : undefined;
      if (halves) for (const half of halves) await attempt(half);
      else if (!looks) for (const { submission } of pieces) failed.set(submission, error);
      else rejectMessage(pieces[0]!, error);
    }
  }
}

/** Whether the error can come from one message rather than from the stores. */
function separable(error: unknown): error is Problem {
  return error instanceof Problem && (error.status < 500 || error.code === "FACTS_FAILED");
}

function rejectMessage({ submission, customers, events }: Piece, { code, zh, en }: Problem): void {
  const isCustomer = customers[1] > customers[0];
  const at = isCustomer ? customers[0] : events[0];
  const kind = isCustomer ? "customer" : "event";
  submission.reject(kind, at, { code, path: `${kind}s[${at}]`, zh, en });
}

async function commitPieces(ctx: Ctx, pieces: readonly Piece[]): Promise<void> {
  const customers = pieces.flatMap(({ submission, customers }) => submission.messages.customers.slice(...customers));
  const events = pieces.flatMap(({ submission, events }) => submission.messages.events.slice(...events));
  const callers = pieces.flatMap(({ customers: [from, to] }, caller) => new Array<number>(to - from).fill(caller));
  const filled = await fillProducts(ctx, events);
  // Rows of a crashed process are removed first. Otherwise a repeated message would count as stored and be lost with them.
  await recoverMessages({ ctx, quiet: ctx.lease.alone });
  const batch = await openBatch(ctx, "messages");
  const written = await writeClosed(ctx, { customers, events: filled, callers }, batch);

  const { resolved, values, valuesAdded, eventsAdded, conflicts } = written;
  const isNew = (customer: number) => customer >= resolved.firstNew;
  const became = (event: number) => (eventsAdded[event] === 1 ? "added" : conflicts.has(event) ? "conflict" : "repeated");
  let place = 0;
  for (const { submission, customers: range } of pieces) {
    for (let index = range[0]; index < range[1]; index++, place++) {
      const customer = resolved.customers[place]!;
      submission.takeCustomer(index, customer, isNew(customer), values[place]!, valuesAdded[place]!);
    }
  }
  let event = 0;
  for (const { submission, events: range } of pieces) {
    for (let index = range[0]; index < range[1]; index++, event++) {
      const customer = resolved.customers[place + event]!;
      submission.takeEvent(index, customer, isNew(customer), became(event));
    }
  }
}

/** Writes the rows of a batch and closes it. If either fails, the rows are removed. No caller gets an answer before that. */
async function writeClosed(ctx: Ctx, rows: Parameters<typeof writeMessages>[1], batch: number): Promise<Written> {
  try {
    const written = await writeMessages(ctx, rows, batch);
    await closeMessages(ctx, batch, written.rows);
    return written;
  } catch (error) {
    await revertNowOrLater(ctx, batch);
    throw error;
  }
}

/** Removes the rows of a failed commit. If that fails too, the next commit or the next start removes them. */
async function revertNowOrLater(ctx: Ctx, batch: number): Promise<void> {
  const work = async () => {
    await revertBatch(ctx, batch, ctx.lease.alone);
    await closeBatch(ctx, batch);
  };
  try {
    await work();
  } catch (error) {
    undoLater(ctx, batch, work);
    ctx.log.error({ err: error, batch }, "a failed batch could not be taken back; nothing is taken until it is");
  }
}
