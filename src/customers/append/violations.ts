import type { FieldType } from "../../catalogue/index.ts";
import type { IncomingValue } from "../../catalogue/index.ts";
import type { Violation } from "./messages.ts";
import { keptText } from "./values.ts";

export interface Violations {
  add(event: string | null, code: string, type: FieldType, value: IncomingValue): void;
  list(): Violation[];
}

const EXAMPLE_CHARACTERS = 100;

/** Counts the values that do not fit the type of their code. */
export function countViolations(): Violations {
  const found = new Map<string, { event: string | null; code: string; type: FieldType; values: number; example: string }>();
  return {
    add(event, code, type, value) {
      const key = `${event ?? ""}\n${code}`;
      const counted = found.get(key);
      if (counted) counted.values++;
      else found.set(key, { event, code, type, values: 1, example: keptText(value).slice(0, EXAMPLE_CHARACTERS) });
    },
    list: () => [...found.values()],
  };
}
