import type { Verb } from "../../engine/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { problem, requirePermission, type Issue } from "../../kernel/index.ts";
import { sendMessages } from "../stream/index.ts";
import { fault } from "./issue.ts";
import type { Arrival, MessageKind } from "./message.ts";
import { translateMessages } from "./translateAll.ts";

export interface TrackMessages {
  /** As they came, nothing checked but that they are JSON. */
  readonly messages: readonly unknown[];
  /** The kind of all of them; without it each names its own. */
  readonly kind?: MessageKind | undefined;
  readonly arrival: Arrival;
  /** Whose ids the messages have; of whoever sends them when absent. */
  readonly sender?: string | undefined;
}

export type TrackedMessage =
  | {
      readonly status: "accepted";
      readonly customer: number;
      /** False where all of it was there already. */
      readonly added: boolean;
      /** What was left out of it: ids that name nobody, names, other words under a known id. */
      readonly ignored: readonly Issue[];
    }
  | { readonly status: "rejected"; readonly issues: readonly Issue[] };

/**
 * Takes calls of Segment's specification: what they say is durable when this resolves, each message with what became of it. One that
 * cannot be taken does not hold up the others.
 * @throws STREAM_FULL; FACTS_*, RECORDS_*, DISK_FULL when the stores cannot write
 */
export async function trackMessages({ ctx, input }: Verb<TrackMessages>): Promise<readonly TrackedMessage[]> {
  requirePermission(ctx, "data.send");
  const { messages, kind } = input;
  const translated = translateMessages(messages, { ...input.arrival, placeholders: await readPlaceholders(ctx) }, kind);
  const { sender } = input;
  const sent = await sendMessages({ ctx, input: { ...translated, ...(sender !== undefined && { sender }) } });

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

/** Everything wrong with the messages that were rejected, and what was left out of the others, by `name[index].path`. */
export function issuesOf(answers: readonly TrackedMessage[], name: string): { readonly rejected: Issue[]; readonly ignored: Issue[] } {
  const at = (index: number, issues: readonly Issue[]) =>
    issues.map((issue) => ({ ...issue, path: `${name}[${index}]${issue.path === "" ? "" : `.${issue.path}`}` }));
  return {
    rejected: answers.flatMap((answer, index) => (answer.status === "rejected" ? at(index, answer.issues) : [])),
    ignored: answers.flatMap((answer, index) => (answer.status === "accepted" ? at(index, answer.ignored) : [])),
  };
}

/** For requests of one message: it is taken, or nothing is. Answers what was left out of it. @throws MESSAGES_REJECTED */
export async function trackMessage({
  ctx,
  input,
}: Verb<Omit<TrackMessages, "messages"> & { readonly message: unknown }>): Promise<readonly Issue[]> {
  const [answer] = await trackMessages({ ctx, input: { ...input, messages: [input.message] } });
  if (answer!.status === "rejected") throw problem("MESSAGES_REJECTED", { issues: answer!.issues });
  return answer!.ignored;
}
