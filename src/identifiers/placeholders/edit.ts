import { problem } from "../../kernel/index.ts";
import { formOf } from "../forms/index.ts";
import { normaliseExternal } from "../normalise.ts";
import { incomingPlatform } from "../platforms.ts";
import { BUILT_IN, type Placeholder } from "./builtIn.ts";
import { foldPlaceholder } from "./placeholders.ts";
import { textOf, type PlaceholderChanges } from "./settings.ts";

/** An edit of the list: entries to add and entries to remove. */
export interface PlaceholderEdit {
  readonly add: readonly Placeholder[];
  readonly remove: readonly Placeholder[];
}

const builtIn = new Set(BUILT_IN.map(textOf));

/**
 * A placeholder in the form that is stored: the platform's code or `*`, and the value in the form for comparison. @throws
 * PLACEHOLDER_INVALID
 */
export function placeholderForm({ platform, value }: Placeholder): Placeholder {
  const found = platform === "*" ? undefined : incomingPlatform(platform);
  const anyHost = found && formOf(found.code)?.hasHosts && value.endsWith("@*");
  const form = found && !anyHost ? normaliseExternal(found, value) : value;
  const folded = foldPlaceholder(form).trim();
  if ((!found && platform !== "*") || folded === "" || folded === "@*" || Buffer.byteLength(folded) > MAX_VALUE_BYTES)
    throw problem("PLACEHOLDER_INVALID", { platform, value });
  return { platform: found?.code ?? "*", value: folded };
}

const MAX_VALUE_BYTES = 200;
const MAX_PLACEHOLDERS = 1_000;

/** The changes of a workspace after an edit. @throws PLACEHOLDER_INVALID, PLACEHOLDER_UNKNOWN, PLACEHOLDERS_FULL */
export function editedChanges({ added, removed }: PlaceholderChanges, { add, remove }: PlaceholderEdit): PlaceholderChanges {
  const more = new Map(added.map((item) => [textOf(item), item]));
  const fewer = new Map(removed.map((item) => [textOf(item), item]));
  for (const item of add.map(placeholderForm)) {
    const text = textOf(item);
    if (builtIn.has(text)) fewer.delete(text);
    else more.set(text, item);
  }
  for (const item of remove.map(placeholderForm)) {
    const text = textOf(item);
    if (builtIn.has(text)) fewer.set(text, item);
    else if (!more.delete(text)) throw problem("PLACEHOLDER_UNKNOWN", item);
  }
  if (more.size > MAX_PLACEHOLDERS) throw problem("PLACEHOLDERS_FULL", { most: MAX_PLACEHOLDERS });
  return { added: [...more.values()], removed: [...fewer.values()] };
}
