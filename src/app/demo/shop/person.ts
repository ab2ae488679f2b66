import type { Instant } from "../../../kernel/index.ts";
import type { Category } from "../data/product.ts";
import type { Place } from "../data/places.ts";
import type { Position } from "./season.ts";

export interface Identity {
  readonly platform: string;
  readonly external: string;
}

/** Where a customer meets the shop, as the property `channel` says it. */
export type Channel = "淘宝" | "企业微信" | "官网" | "门店";

/** What the shop knows of a customer, and the leanings behind it that it cannot see. */
export interface Person {
  readonly index: number;
  readonly registered: Position;
  readonly registeredAt: Instant;
  readonly identities: readonly Identity[];
  /** The identity events of a channel come under, as the list they carry. */
  readonly keys: Readonly<Partial<Record<Channel, readonly Identity[]>>>;
  readonly source: string;
  readonly gender: "男" | "女";
  readonly name: string;
  readonly born: number;
  readonly place: Place;
  readonly store: string | undefined;
  /** The day of the child's birth; it may lie ahead. */
  readonly childBorn: number | undefined;
  /** The category they mostly come for. */
  readonly leaning: Category;
  /** 1 in the middle; more buys dearer goods, and more of them. */
  readonly wealth: number;
  /** 0 to 1: asks for the price, waits for promotions. */
  readonly thrift: number;
  /** 1 in the middle: reads, clicks, writes. */
  readonly engagement: number;
  /** Hard to please. */
  readonly picky: boolean;
  readonly buyer: boolean;
  /** Orders on a whim in 30 ordinary days, while they stay. */
  readonly rate: number;
  /** The chance that an order was the last (the dropout of BG/NBD: Fader, Hardie, Lee 2005). */
  readonly leaving: number;
  /** Which table of the season they follow. */
  readonly affinity: number;
}

export const CHANNELS: readonly Channel[] = ["淘宝", "企业微信", "官网", "门店"];

/** The child's age in months on that day; negative before birth. */
export function monthsOf(childBorn: number, day: number): number {
  return Math.floor((day - childBorn) / 30.44);
}
