import type { Verb } from "../../engine/index.ts";
import { findCustomers } from "../../identity/index.ts";
import { problem, requirePermission, type Issue } from "../../kernel/index.ts";
import { sendMessages } from "../stream/index.ts";
import type { Arrival, MessageKind } from "./message.ts";
import { aliasesIn, translateMessages } from "./translateAll.ts";

export interface TrackMessages {
  /** As they came, nothing checked but that they are JSON. */
  readonly messages: readonly unknown[];
  /** The kind of all of them; without it each names its own. */
  readonly kind?: MessageKind | undefined;
  readonly arrival: Arrival;
}

export type TrackedMessage =
  | { readonly status: "accepted"; readonly customer: number; /** False where all of it was there already. */ readonly fresh: boolean }
  | { readonly status: "rejected"; readonly issues: readonly Issue[] };

/**
 * Takes calls of Segment's specification: what they say is durable when this resolves, each message with what became of it. One that
 * cannot be taken does not hold up the others.
 * @throws STREAM_FULL; FACTS_*, RECORDS_*, DISK_FULL when the stores cannot write
 */
export async function trackMessages({ ctx, input }: Verb<TrackMessages>): Promise<readonly TrackedMessage[]> {
  requirePermission(ctx, "data.send");
  const { messages, kind } = input;
  const { previous, users } = aliasesIn(messages, kind);
  if (previous.length > 0)
    for (const ref of (await findCustomers({ ctx, input: previous.map((id) => `user:${id}`) })).keys())
      users.add(ref.slice("user:".length));
  const translated = translateMessages(messages, { ...input.arrival, users }, kind);
  const sent = await sendMessages({ ctx, input: translated });

  const answers: TrackedMessage[] = [];
  for (const { index, issues } of translated.rejected) answers[index] = { status: "rejected", issues };
  const place = (places: readonly number[], outcomes: typeof sent.events) => {
    for (const [at, index] of places.entries()) {
      const outcome = outcomes[at]!;
      answers[index] =
        outcome.kind === "taken"
          ? { status: "accepted", customer: outcome.customer, fresh: outcome.fresh }
          : { status: "rejected", issues: [{ ...outcome.issue, path: "" }] };
    }
  };
  place(translated.customerAt, sent.customers);
  place(translated.eventAt, sent.events);
  return answers;
}

/** Everything wrong with the messages, by `name[index].path`. */
export function issuesOf(answers: readonly TrackedMessage[], name: string): Issue[] {
  return answers.flatMap((answer, index) =>
    answer.status === "accepted"
      ? []
      : answer.issues.map((issue) => ({ ...issue, path: `${name}[${index}]${issue.path === "" ? "" : `.${issue.path}`}` })),
  );
}

/** For requests of one message: it is taken, or nothing is. @throws MESSAGES_REJECTED */
export async function trackMessage({ ctx, input }: Verb<Omit<TrackMessages, "messages"> & { readonly message: unknown }>): Promise<void> {
  const [answer] = await trackMessages({ ctx, input: { ...input, messages: [input.message] } });
  if (answer!.status === "rejected") throw problem("MESSAGES_REJECTED", { issues: answer!.issues });
}
