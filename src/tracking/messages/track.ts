import type { Verb } from "../../engine/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { problem, requirePermission, type Issue } from "../../kernel/index.ts";
import { sendMessages } from "../stream/index.ts";
import { fault } from "./issue.ts";
import type { Arrival, MessageKind } from "./message.ts";
import { translateMessages } from "./translateAll.ts";

export interface TrackMessages {
  /** The parsed JSON, not validated. */
  readonly messages: readonly unknown[];
  /** The kind of all messages. Without it, each message names its own. */
  readonly kind?: MessageKind | undefined;
  readonly arrival: Arrival;
  /** The sender whose ids the messages use. Default: the caller. */
  readonly sender?: string | undefined;
}

export type TrackedMessage =
  | {
      readonly status: "accepted";
      readonly customer: number;
      /** False if everything in the message was stored before. */
      readonly added: boolean;
      /** Parts that were left out: ids that identify nobody, names, and other content under an id that is already stored. */
      readonly ignored: readonly Issue[];
    }
  | { readonly status: "rejected"; readonly issues: readonly Issue[] };

/**
 * Accepts calls of Segment's specification. When this resolves, accepted messages are durable, and each message has its result. One
 * rejected message does not stop the others.
 * @throws STREAM_FULL; FACTS_*, RECORDS_*, DISK_FULL when the stores cannot write
 */
export async function trackMessages({ ctx, input }: Verb<TrackMessages>): Promise<readonly TrackedMessage[]> {
  requirePermission(ctx, "data.send");
  const { messages, kind } = input;
  const translated = translateMessages(messages, { ...input.arrival, placeholders: await readPlaceholders(ctx) }, kind);
  const { customers, events } = translated;
  const sent = await sendMessages({ ctx, input: { customers, events, ...(input.sender !== undefined && { sender: input.sender }) } });

  const answers: TrackedMessage[] = [];
  for (const { index, issues } of translated.rejected) answers[index] = { status: "rejected", issues };
  const place = (places: readonly number[], outcomes: typeof sent.events) => {
    for (const [at, index] of places.entries()) {
      const outcome = outcomes[at]!;
      answers[index] =
        outcome.kind === "taken"
          ? {
              status: "accepted",
              customer: outcome.customer,
              added: outcome.added,
              ignored: [...(translated.ignored.get(index) ?? []), ...(outcome.conflict ? [fault("ID_CONFLICT", "messageId")] : [])],
            }
          : { status: "rejected", issues: [{ ...outcome.issue, path: "" }] };
    }
  };
  place(translated.customerAt, sent.customers);
  place(translated.eventAt, sent.events);
  return answers;
}

/** Issues of the rejected messages, and issues of parts left out of accepted ones. Paths are `name[index].path`. */
export function issuesOf(answers: readonly TrackedMessage[], name: string): { readonly rejected: Issue[]; readonly ignored: Issue[] } {
  const at = (index: number, issues: readonly Issue[]) =>
    issues.map((issue) => ({ ...issue, path: `${name}[${index}]${issue.path === "" ? "" : `.${issue.path}`}` }));
  return {
    rejected: answers.flatMap((answer, index) => (answer.status === "rejected" ? at(index, answer.issues) : [])),
    ignored: answers.flatMap((answer, index) => (answer.status === "accepted" ? at(index, answer.ignored) : [])),
  };
}

/** For a request of one message. Returns the issues of parts that were left out. @throws MESSAGES_REJECTED */
export async function trackMessage({
  ctx,
  input,
}: Verb<Omit<TrackMessages, "messages"> & { readonly message: unknown }>): Promise<readonly Issue[]> {
  const [answer] = await trackMessages({ ctx, input: { ...input, messages: [input.message] } });
  if (answer!.status === "rejected") throw problem("MESSAGES_REJECTED", { issues: answer!.issues });
  return answer!.ignored;
}
