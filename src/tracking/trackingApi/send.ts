import { readCatalogue } from "../../catalogue/index.ts";
import type { MessageResult, MessageResults } from "../../contract/index.ts";
import { checked, type Checked, type IncomingCustomer, type IncomingEvent } from "../../customers/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { requirePermission, type Issue } from "../../kernel/index.ts";
import { fault } from "../messages/issue.ts";
import { isObject, type Fields } from "../messages/read.ts";
import { shownCustomer } from "../messages/shownCustomer.ts";
import { MESSAGE_BYTES, weigh } from "../messages/weigh.ts";
import { sendMessages, type MessageOutcome } from "../stream/index.ts";
import { readCustomerMessage } from "./customer.ts";
import { readEventMessage } from "./event.ts";
import type { Reading } from "./read.ts";

/** Creates and updates customers. When this resolves, each message is durable or rejected. @throws STREAM_FULL and what the stores throw */
export async function upsertCustomers({ ctx, input }: Verb<{ readonly customers: readonly unknown[] }>): Promise<MessageResults> {
  requirePermission(ctx, "data.send");
  const catalogue = await readCatalogue({ ctx });
  return send<IncomingCustomer>(
    ctx,
    input.customers,
    (message, reading) => readCustomerMessage(message, catalogue, reading),
    async (customers) => (await sendMessages({ ctx, input: { customers } })).customers,
  );
}

/** Accepts events. When this resolves, each message is durable or rejected. @throws STREAM_FULL and what the stores throw */
export async function sendEvents({
  ctx,
  input,
}: Verb<{ readonly events: readonly unknown[]; readonly sender?: string | undefined }>): Promise<MessageResults> {
  requirePermission(ctx, "data.send");
  return send<IncomingEvent>(
    ctx,
    input.events,
    readEventMessage,
    async (events) => (await sendMessages({ ctx, input: { events, ...senderIn(input) } })).events,
  );
}

async function send<T>(
  ctx: Ctx,
  received: readonly unknown[],
  read: (message: Fields, reading: Reading) => T,
  write: (messages: readonly Checked<T>[]) => Promise<readonly MessageOutcome[]>,
): Promise<MessageResults> {
  const sound: Checked<T>[] = [];
  const places: number[] = [];
  const warnings: (readonly Issue[])[] = [];
  const results: MessageResult[] = [];
  const placeholders = await readPlaceholders(ctx);
  for (const [index, message] of received.entries()) {
    const reading: Reading = { now: ctx.clock(), timezone: ctx.workspace.timezone, issues: [], warnings: [], placeholders };
    const parsed = readSound(message, reading, read);
    if (reading.issues.length > 0 || parsed === undefined) results[index] = rejectedResult(index, reading.issues);
    else {
      sound.push(checked(parsed));
      warnings.push(reading.warnings);
      places.push(index);
    }
  }
  const outcomes = sound.length > 0 ? await write(sound) : [];
  for (const [at, outcome] of outcomes.entries()) {
    const index = places[at]!;
    results[index] =
      outcome.kind === "taken"
        ? {
            index,
            status: "accepted",
            customer: shownCustomer(ctx, outcome.customer),
            added: outcome.added,
            issues: [...warnings[at]!, ...(outcome.conflict ? [fault("ID_CONFLICT", "id")] : [])],
          }
        : rejectedResult(index, [{ ...outcome.issue, path: "" }]);
  }
  return resultsOf(results);
}

/** The sender whose ids the messages use, if the request names one. */
export function senderIn({ sender }: { readonly sender?: string | undefined }): { sender?: string } {
  return sender === undefined ? {} : { sender };
}

function readSound<T>(message: unknown, reading: Reading, read: (message: Fields, reading: Reading) => T): T | undefined {
  const wrong = shapeFault(message);
  if (wrong) reading.issues.push(wrong);
  return wrong ? undefined : read(message as Fields, reading);
}

function shapeFault(message: unknown): Issue | undefined {
  if (!isObject(message)) return fault("MESSAGE_SHAPE", "");
  const weight = weigh(message);
  if (weight === "deep") return fault("MESSAGE_TOO_DEEP", "");
  return weight > MESSAGE_BYTES ? fault("MESSAGE_TOO_LARGE", "") : undefined;
}

export function rejectedResult(index: number, issues: readonly Issue[]): MessageResult {
  return { index, status: "rejected", customer: null, added: false, issues: [...issues] };
}

export function resultsOf(results: MessageResult[]): MessageResults {
  const rejected = results.filter(({ status }) => status === "rejected").length;
  return { accepted: results.length - rejected, rejected, results };
}
