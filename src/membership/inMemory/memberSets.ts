import type { CustomerTag } from "../members.ts";
import type { CustomerSet } from "./customerSet.ts";

/** Who has one value of a tag, with the evaluation whose members these are; "" is the value of a rule tag. */
export interface MemberSet {
  readonly tag: number;
  readonly value: string;
  readonly evaluation: number;
  readonly customers: CustomerSet;
}

/** One row of the history: who entered and left a value of a tag in an evaluation for one cause. */
export interface HistoryMoves {
  readonly tag: number;
  readonly value: string;
  readonly evaluation: number;
  readonly entered: CustomerSet;
  readonly left: CustomerSet;
}

/** Members of all tags as of some moment. */
export class MemberSets {
  readonly #sets = new Map<string, MemberSet>();

  constructor(sets: Iterable<MemberSet>) {
    for (const set of sets) this.#sets.set(keyOf(set), set);
  }

  /**
   * Applies rows of the history, all rows of each evaluation that is named in them. Moves that the members include already change nothing.
   * @returns false where a customer entered and left the same value in one evaluation: the order is not known, and the sets are of no use
   */
  apply(moves: readonly HistoryMoves[]): boolean {
    for (const rows of Map.groupBy(moves, (row) => `${row.evaluation} ${keyOf(row)}`).values()) {
      const { tag, value, evaluation } = rows[0]!;
      const set = this.#sets.get(keyOf({ tag, value }));
      // The members were read after a later evaluation, of which they are the result.
      if (set && set.evaluation > evaluation) continue;
      if (rows.some(({ entered }) => rows.some(({ left }) => overlap(entered, left)))) return false;
    }
    for (const { tag, value, evaluation, entered, left } of moves.toSorted((a, b) => a.evaluation - b.evaluation)) {
      const set = this.#sets.get(keyOf({ tag, value }));
      if (set && set.evaluation > evaluation) continue;
      if (!set) {
        this.#sets.set(keyOf({ tag, value }), { tag, value, evaluation, customers: entered });
        continue;
      }
      for (const customer of entered) set.customers.add(customer);
      for (const customer of left) set.customers.delete(customer);
      this.#sets.set(keyOf({ tag, value }), { ...set, evaluation });
    }
    return true;
  }

  /** The tags and values of one customer, by tag and value. */
  of(customer: number): CustomerTag[] {
    const held: CustomerTag[] = [];
    for (const { tag, value, customers } of this.#sets.values()) if (customers.has(customer)) held.push({ customer, tag, value });
    return held.toSorted((a, b) => a.tag - b.tag || (a.value < b.value ? -1 : 1));
  }

  /** Memory that the sets take, about. */
  get bytes(): number {
    let bytes = 0;
    for (const { customers } of this.#sets.values()) bytes += customers.bytes;
    return bytes;
  }
}

function keyOf({ tag, value }: Pick<MemberSet, "tag" | "value">): string {
  return `${tag} ${value}`;
}

function overlap(entered: CustomerSet, left: CustomerSet): boolean {
  for (const customer of left) if (entered.has(customer)) return true;
  return false;
}
