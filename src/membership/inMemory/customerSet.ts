/** A container holds the customers of one block of 65,536 numbers: up to so many as a sorted list of 2 bytes each, more as 65,536 bits. */
const MOST_LISTED = 4_096;
const BITS_BYTES = 8_192;
/** What a container costs beside its bytes: the object, and its place in the map. */
const CONTAINER_BYTES = 150;

type Container = { readonly bits: Uint8Array } | { readonly list: Uint16Array };

/** A set of customers' numbers, laid out as roaring bitmaps are: by the upper 16 bits of a number, then by the lower 16. */
export class CustomerSet {
  readonly #containers = new Map<number, Container>();

  has(customer: number): boolean {
    const container = this.#containers.get(customer >>> 16);
    if (container === undefined) return false;
    const low = customer & 0xffff;
    if ("bits" in container) return (container.bits[low >>> 3]! & (1 << (low & 7))) !== 0;
    return container.list[placeOf(container.list, low)] === low;
  }

  add(customer: number): void {
    const high = customer >>> 16;
    const low = customer & 0xffff;
    const container = this.#containers.get(high) ?? { list: new Uint16Array(0) };
    if ("bits" in container) {
      container.bits[low >>> 3]! |= 1 << (low & 7);
      return;
    }
    const { list } = container;
    const place = placeOf(list, low);
    if (list[place] === low) return;
    const grown = new Uint16Array(list.length + 1);
    grown.set(list.subarray(0, place));
    grown[place] = low;
    grown.set(list.subarray(place), place + 1);
    this.#containers.set(high, containerOf(grown));
  }

  delete(customer: number): void {
    const high = customer >>> 16;
    const low = customer & 0xffff;
    const container = this.#containers.get(high);
    if (container === undefined) return;
    if ("bits" in container) {
      container.bits[low >>> 3]! &= ~(1 << (low & 7));
      return;
    }
    const { list } = container;
    const place = placeOf(list, low);
    if (list[place] !== low) return;
    const shrunk = new Uint16Array(list.length - 1);
    shrunk.set(list.subarray(0, place));
    shrunk.set(list.subarray(place + 1), place);
    this.#containers.set(high, { list: shrunk });
  }

  /** Replaces a block by a sorted list of lower halves. */
  setList(high: number, list: Uint16Array): void {
    this.#containers.set(high, containerOf(list));
  }

  /** Replaces a block by 65,536 bits, the lowest first; the array is the set's from then on. */
  setBits(high: number, bits: Uint8Array): void {
    if (bits.length !== BITS_BYTES) throw new RangeError(`a block has ${BITS_BYTES} bytes, not ${bits.length}`);
    this.#containers.set(high, { bits });
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [high, container] of this.#containers) {
      const first = high * 65_536;
      if ("list" in container) for (const low of container.list) yield first + low;
      else
        for (const [index, byte] of container.bits.entries())
          for (let bit = 0; byte >>> bit > 0; bit++) if ((byte >>> bit) & 1) yield first + index * 8 + bit;
    }
  }

  /** Memory that the set takes, about. */
  get bytes(): number {
    let bytes = 0;
    for (const container of this.#containers.values())
      bytes += CONTAINER_BYTES + ("bits" in container ? BITS_BYTES : container.list.byteLength);
    return bytes;
  }
}

function containerOf(list: Uint16Array): Container {
  if (list.length <= MOST_LISTED) return { list };
  const bits = new Uint8Array(BITS_BYTES);
  for (const low of list) bits[low >>> 3]! |= 1 << (low & 7);
  return { bits };
}

/** Where a number stands in a sorted list, or would stand. */
function placeOf(list: Uint16Array, low: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (list[middle]! < low) from = middle + 1;
    else to = middle;
  }
  return from;
}
