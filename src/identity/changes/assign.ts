import type { Identity } from "../../contract/index.ts";
import { compareTrust } from "../../identifiers/index.ts";

export interface AssignInput {
  readonly keys: readonly Identity[];
  /** The group of each key, given as one of its keys. */
  readonly groupOf: ArrayLike<number>;
  /** The present customer of a key; 0 when the key is new. */
  readonly ownerOf: (key: number) => number;
  /** The keys to assign. */
  readonly judged: readonly number[];
  /** Keys that a person splits off. Their customer keeps its number with the remaining keys. */
  readonly leaving?: ((key: number) => boolean) | undefined;
}

/** The customer that a group of identities becomes. */
export interface Assigned {
  readonly keys: readonly number[];
  /** Its customer number; 0 when it needs a new one. */
  readonly customer: number;
  /** Customers that are merged into it. */
  readonly lost: readonly number[];
  /** The customer it is split off from; 0 when it is not split off. */
  readonly from: number;
}

/**
 * Assigns a customer to each group. A customer number goes to the group with its most trusted identity; identities that a person splits off
 * count only when no others are left. When a group inherits several numbers, the smallest stays.
 * Pure: the result does not depend on the order of keys.
 */
export function assign({ keys, groupOf, ownerOf, judged, leaving }: AssignInput): Assigned[] {
  const members = new Map<number, number[]>();
  const heirs = new Map<number, number>();
  const gone = new Set(leaving ? judged.filter(leaving).map((key) => groupOf[key]!) : []);
  const isGone = (key: number) => gone.has(groupOf[key]!);
  const better = (key: number, than: number | undefined) =>
    than === undefined || (isGone(key) === isGone(than) ? compareTrust(keys[key]!, keys[than]!) < 0 : isGone(than));
  for (const key of judged) {
    const group = members.get(groupOf[key]!);
    if (group) group.push(key);
    else members.set(groupOf[key]!, [key]);
    const owner = ownerOf(key);
    if (owner !== 0 && better(key, heirs.get(owner))) heirs.set(owner, key);
  }
  const inherited = new Map<number, number[]>();
  for (const [owner, key] of heirs) {
    const group = groupOf[key]!;
    inherited.set(group, [...(inherited.get(group) ?? []), owner]);
  }
  return [...members].map(([group, own]) => {
    const [customer = 0, ...lost] = (inherited.get(group) ?? []).toSorted((a, b) => a - b);
    const owned = own.filter((key) => ownerOf(key) !== 0).toSorted((a, b) => compareTrust(keys[a]!, keys[b]!));
    return { keys: own, customer, lost, from: customer === 0 && owned.length > 0 ? ownerOf(owned[0]!) : 0 };
  });
}
