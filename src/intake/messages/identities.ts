import type { Identity } from "../../contract/index.ts";
import { MAX_IDENTITY_BYTES, normaliseIdentity } from "../../identity/index.ts";
import type { Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import { idAt, isObject, type Fields } from "./read.ts";

/** Traits that are identities as well as attributes. */
const IN_TRAITS = ["email", "phone", "unionid"] as const;

/**
 * Who a message is about: `userId` and `anonymousId`, what `context.externalIds` adds, and the contacts among the traits given. What
 * identifies nobody (a placeholder, no phone number) is left out; nothing at all is an issue.
 */
export function identitiesOf(message: Fields, context: Fields, traits: readonly Fields[], issues: Issue[]): Identity[] {
  const found: Identity[] = [];
  const add = (platform: string, external: unknown) => {
    if (typeof external !== "string" && typeof external !== "number") return;
    if (typeof external === "string" && Buffer.byteLength(external) > MAX_IDENTITY_BYTES) return;
    const identity = normaliseIdentity({ platform, external: String(external) });
    if (identity && !found.some((known) => known.platform === identity.platform && known.external === identity.external))
      found.push(identity);
  };
  const before = issues.length;
  add("user", idAt(message, "userId", issues));
  add("anonymous", idAt(message, "anonymousId", issues));
  const ids = context["externalIds"];
  if (Array.isArray(ids)) for (const id of ids) if (isObject(id) && typeof id["type"] === "string") add(id["type"], id["id"]);
  for (const each of traits) for (const platform of IN_TRAITS) add(platform, each[platform]);
  if (found.length === 0 && issues.length === before) issues.push(fault("NO_IDENTITY", "userId"));
  return found;
}
