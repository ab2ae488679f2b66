import type { FieldType } from "../../catalogue/index.ts";
import { valueTypeFacts } from "../../kernel/index.ts";

/** Codes that are not in the catalogue, each with a type that fits all its values in a batch. */
export interface Unseen {
  event(event: string): void;
  /** `type` is undefined when the value gives no hint; `personal`: the value looks like a phone number or an address. */
  add(event: string, code: string, type: FieldType | undefined, personal: boolean): void;
  readonly size: number;
  /** The greatest number of codes in one event. */
  readonly widest: number;
  /** In the form that ensureFields takes. */
  all(): Record<string, Record<string, FieldType>>;
  /** Codes with at least one value that looks personal, by event. */
  personal(): Record<string, string[]>;
}

export function collectUnseen(): Unseen {
  const events = new Map<string, Map<string, FieldType | undefined>>();
  const personal = new Map<string, Set<string>>();
  const of = (event: string) => {
    let codes = events.get(event);
    if (!codes) events.set(event, (codes = new Map()));
    return codes;
  };
  return {
    event: (event) => void of(event),
    add(event, code, type, looksPersonal) {
      const codes = of(event);
      codes.set(code, commonType(codes.get(code), type));
      if (!looksPersonal) return;
      const personalCodes = personal.get(event);
      if (personalCodes) personalCodes.add(code);
      else personal.set(event, new Set([code]));
    },
    get size() {
      return events.size;
    },
    get widest() {
      return Math.max(0, ...Array.from(events.values(), (codes) => codes.size));
    },
    personal: () => Object.fromEntries(Array.from(personal, ([event, codes]) => [event, [...codes]])),
    all: () => Object.fromEntries(Array.from(events, ([event, codes]) => [event, suggested(codes)])),
  };
}

/** One type that fits values of two types: the one that includes the other (a time includes days, as midnights), otherwise text. */
export function commonType(a: FieldType | undefined, b: FieldType | undefined): FieldType | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return includes(a, b) ? a : includes(b, a) ? b : "text";
}

function includes(wide: FieldType, narrow: FieldType): boolean {
  const { includes: included } = valueTypeFacts(wide);
  return included === "all" || included.includes(narrow);
}

/** Codes whose values give no hint become text. */
export function suggested(types: ReadonlyMap<string, FieldType | undefined>): Record<string, FieldType> {
  return Object.fromEntries(Array.from(types, ([code, type]) => [code, type ?? "text"]));
}
