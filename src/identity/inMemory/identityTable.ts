import { hash } from "node:crypto";

/** Numbers of 32 bits of a digest that stand for an identity: two identities of a billion share 96 bits once in 10^11 processes. */
const DIGEST_NUMBERS = 3;
export const DIGEST_BYTES = DIGEST_NUMBERS * 4;
/** Places for each identity when the table is made, and the fullest that it gets before it is made anew. */
const PLACES_PER_IDENTITY = 1.6;
const FULLEST = 0.8;
const PLACE_BYTES = DIGEST_BYTES + 4 + 8;
const LEAST_IDENTITIES = 1_000;

/** Memory of a table of so many identities. */
export function tableBytes(identities: number): number {
  return Math.max(identities, LEAST_IDENTITIES) * PLACES_PER_IDENTITY * PLACE_BYTES;
}

/** The first bytes of SHA-256 of a salt and the text of an identity; the same in SQL: `digestSql` (identitiesInMemory.ts). */
export function digestOf(salt: string, text: string): Buffer {
  return hash("sha256", salt + text, "buffer").subarray(0, DIGEST_BYTES);
}

export interface KnownOwner {
  readonly customer: number;
  readonly claim: number;
}

/** Digests of identities → customer and claim, without objects: a hash table with open addresses. Of several claims the greatest counts. */
export class IdentityTable {
  #digests!: Uint32Array;
  #customers!: Uint32Array;
  #claims!: Float64Array;
  #places!: number;
  #size = 0;

  constructor(identities: number) {
    this.#clear(identities);
  }

  /** The digest stands in `bytes` from `at` on. */
  get(bytes: Buffer, at = 0): KnownOwner | undefined {
    const place = this.#placeOf(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8));
    const customer = this.#customers[place]!;
    return customer === 0 ? undefined : { customer, claim: this.#claims[place]! };
  }

  /** @param customer not 0, which marks a free place */
  set(bytes: Buffer, at: number, customer: number, claim: number): void {
    this.#put(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8), customer, claim);
    if (this.#size > this.#places * FULLEST) this.#grow();
  }

  get size(): number {
    return this.#size;
  }

  #put(a: number, b: number, c: number, customer: number, claim: number): void {
    const place = this.#placeOf(a, b, c);
    if (this.#customers[place] === 0) {
      this.#digests.set([a, b, c], place * DIGEST_NUMBERS);
      this.#size++;
    } else if (this.#claims[place]! > claim) return;
    this.#customers[place] = customer;
    this.#claims[place] = claim;
  }

  #clear(identities: number): void {
    this.#places = Math.ceil(Math.max(identities, LEAST_IDENTITIES) * PLACES_PER_IDENTITY);
    this.#digests = new Uint32Array(this.#places * DIGEST_NUMBERS);
    this.#customers = new Uint32Array(this.#places);
    this.#claims = new Float64Array(this.#places);
    this.#size = 0;
  }

  #grow(): void {
    const [digests, customers, claims] = [this.#digests, this.#customers, this.#claims];
    this.#clear(this.#size * 1.5);
    for (const [place, customer] of customers.entries()) {
      const at = place * DIGEST_NUMBERS;
      if (customer !== 0) this.#put(digests[at]!, digests[at + 1]!, digests[at + 2]!, customer, claims[place]!);
    }
  }

  /** Where a digest stands, or the free place where it would stand. */
  #placeOf(a: number, b: number, c: number): number {
    let place = Math.floor((a / 2 ** 32) * this.#places);
    for (; this.#customers[place] !== 0; place = place + 1 === this.#places ? 0 : place + 1) {
      const at = place * DIGEST_NUMBERS;
      if (this.#digests[at] === a && this.#digests[at + 1] === b && this.#digests[at + 2] === c) break;
    }
    return place;
  }
}
