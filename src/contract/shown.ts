import { z } from "zod";
import { Text } from "./common.ts";

/**
 * Personal data in answers. The brand exists in the types only. Only customers/mask.ts makes branded values, after it has checked what the
 * actor may see. Without the brand an operation could answer with unmasked values of the stores.
 */
export const Identity = z.object({ platform: z.string(), external: z.string() });
export type Identity = z.output<typeof Identity>;
/** A value of an attribute or property in the API: numbers are decimal text, instants are ISO text. */
export const Value = z.union([z.string(), z.boolean(), z.array(z.string())]);
export type Value = z.output<typeof Value>;
export const ShownValue = Value.brand<"shown">();
export type ShownValue = z.output<typeof ShownValue>;

/** Text about a customer: a name, or a note that somebody wrote. */
export const ShownText = z.string().brand<"shown">();
export type ShownText = z.output<typeof ShownText>;

export const ShownIdentity = Identity.extend({ external: ShownText });
export type ShownIdentity = z.output<typeof ShownIdentity>;

/** An observation about a customer, in both languages. */
export const ShownWords = Text.brand<"shown">();
export type ShownWords = z.output<typeof ShownWords>;
