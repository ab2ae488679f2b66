import type { Identity } from "../../contract/index.ts";
import { compareTrust } from "../../identifiers/index.ts";

export interface AssignInput {
  readonly keys: readonly Identity[];
  /** The group of each key, named by one of its keys. */
  readonly groupOf: ArrayLike<number>;
  /** The customer a key points at now; 0 when it is new. */
  readonly ownerOf: (key: number) => number;
  /** Keys that are to be judged. */
  readonly judged: readonly number[];
  /** Keys that a person takes off their customer, which goes on with the rest. */
  readonly leaving?: ((key: number) => boolean) | undefined;
}

/** What a group of identities becomes. */
export interface Assigned {
  readonly keys: readonly number[];
  /** The number it goes by; 0 when it needs one. */
  readonly customer: number;
  /** Customers that become this one. */
  readonly lost: readonly number[];
  /** The customer it is split off from; 0 when it is new altogether, or has a number. */
  readonly from: number;
}

/**
 * Which customer each group is. A customer goes where its most trusted identity goes, of those that nobody takes off it if there are any;
 * of several in one group the smallest number stays.
 * Pure: what each customer was before decides, not the order of keys.
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
