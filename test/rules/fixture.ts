import type { IncomingCustomer, IncomingEvent } from "../../src/customers/index.ts";
import type { Instant } from "../../src/kernel/index.ts";
import { NOW } from "../support/engine.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A customer of a fixture: what is known of one, by hand. */
export interface FixtureCustomer {
  readonly events?: readonly FixtureEvent[];
  /** Events that arrive after the first evaluation, whatever their own time. */
  readonly late?: readonly FixtureEvent[];
  readonly attributes?: readonly Omit<IncomingCustomer, "identities">[];
}

export type FixtureEvent = Omit<IncomingEvent, "identities">;

/** A rule of the product's table with data at its edges, as of `NOW`, 2026-01-15 12:00 in Shanghai. */
export interface RuleFixture {
  readonly name: string;
  /** The instant, a full hour; default `NOW`. */
  readonly now?: Instant;
  /** The workspace's zone; default Asia/Shanghai. */
  readonly zone?: string;
  /** Definitions without their names, by code. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly customers: Readonly<Record<string, FixtureCustomer>>;
  /** Who has each tag, or `tag/value`. What is not named here nobody has. */
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** An event that long before `NOW`; negative: after it. */
export function event(name: string, ago: number, properties: IncomingEvent["properties"] = {}): FixtureEvent {
  return { event: name, time: NOW - ago, properties };
}

export function order(ago: number, amount?: number, more: IncomingEvent["properties"] = {}): FixtureEvent {
  return event("Order Completed", ago, amount === undefined ? more : { amount, ...more });
}

/** Attributes that hold since long before `NOW`. */
export function known(
  attributes: IncomingCustomer["attributes"],
  at: Instant = NOW - 1_000 * DAY,
): NonNullable<FixtureCustomer["attributes"]> {
  return [{ attributes, at }];
}
