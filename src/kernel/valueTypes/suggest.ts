import { isMissingWord } from "../values/missing.ts";
import { cleanText } from "../values/text.ts";
import { VALUE_TYPES, type ValueType } from "./index.ts";
import type { ValueTypeFacts } from "./valueType.ts";

/**
 * The type to suggest for a text, by the same rules as for columns of a file (imports/plan/infer.ts). Digits under a name such as
 * `order_id` are text, and so is 007; a day alone is a date. A word for "no value" suggests no type.
 */
export function suggestedTypeOf(code: string, written: string): ValueType | undefined {
  const text = cleanText(written);
  if (text === undefined || isMissingWord(text)) return undefined;
  const found = (Object.entries(VALUE_TYPES) as [ValueType, ValueTypeFacts][]).find(([, { suggests }]) => suggests?.(text, code));
  return found?.[0] ?? "text";
}
