import type { Sending } from "./sent.ts";

/** Some of one caller's sound messages: customers and events from a place to a place, the latter outside. */
export interface Piece {
  readonly sending: Sending;
  readonly customers: readonly [number, number];
  readonly events: readonly [number, number];
}

export function wholeOf(sending: Sending): Piece {
  return { sending, customers: [0, sending.sound.customers.length], events: [0, sending.sound.events.length] };
}

export function lengthOf({ customers, events }: Piece): number {
  return customers[1] - customers[0] + events[1] - events[0];
}

/** Two halves of a group: by callers, and a single caller's by messages. Undefined for one message. */
export function halvesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] | undefined {
  const middle = Math.ceil(pieces.length / 2);
  if (pieces.length > 1) return [pieces.slice(0, middle), pieces.slice(middle)];
  const piece = pieces[0];
  if (!piece || lengthOf(piece) < 2) return undefined;
  const { sending, customers, events } = piece;
  const half = Math.floor(lengthOf(piece) / 2);
  const customer = Math.min(customers[1], customers[0] + half);
  const event = events[0] + half - (customer - customers[0]);
  return [
    [{ sending, customers: [customers[0], customer], events: [events[0], event] }],
    [{ sending, customers: [customer, customers[1]], events: [event, events[1]] }],
  ];
}
