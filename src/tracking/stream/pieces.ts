import type { Submission } from "./submission.ts";

/** A part of one caller's valid messages: ranges of customers and of events, each with an exclusive end. */
export interface Piece {
  readonly submission: Submission;
  readonly customers: readonly [number, number];
  readonly events: readonly [number, number];
}

export function allOf(submission: Submission): Piece {
  return { submission, customers: [0, submission.messages.customers.length], events: [0, submission.messages.events.length] };
}

export function lengthOf({ customers, events }: Piece): number {
  return customers[1] - customers[0] + events[1] - events[0];
}

/** Splits a group in two: by callers, or a single caller's messages. Undefined for a single message. */
export function halvesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] | undefined {
  const middle = Math.ceil(pieces.length / 2);
  if (pieces.length > 1) return [pieces.slice(0, middle), pieces.slice(middle)];
  const piece = pieces[0];
  if (!piece || lengthOf(piece) < 2) return undefined;
  const { submission, customers, events } = piece;
  const half = Math.floor(lengthOf(piece) / 2);
  const customer = Math.min(customers[1], customers[0] + half);
  const event = events[0] + half - (customer - customers[0]);
  return [
    [{ submission, customers: [customers[0], customer], events: [events[0], event] }],
    [{ submission, customers: [customer, customers[1]], events: [event, events[1]] }],
  ];
}
