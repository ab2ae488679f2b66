import { z } from "zod";
import { Text } from "./common.ts";

/**
 * What an answer holds of a person. The mark is of types only: customers/mask.ts alone makes such values, by what the actor may see, and an
 * operation whose shape asks for them cannot be answered with the values of the stores.
 */
export const Identity = z.object({ platform: z.string(), external: z.string() });
export type Identity = z.output<typeof Identity>;
/** An attribute's or property's value as the API speaks it: numbers as decimal text, instants as ISO text. */
export const Value = z.union([z.string(), z.boolean(), z.array(z.string())]);
export type Value = z.output<typeof Value>;
export const ShownValue = Value.brand<"shown">();
export type ShownValue = z.output<typeof ShownValue>;

/** Words of a customer: a name, or what somebody wrote about them. */
export const ShownText = z.string().brand<"shown">();
export type ShownText = z.output<typeof ShownText>;

export const ShownIdentity = Identity.extend({ external: ShownText });
export type ShownIdentity = z.output<typeof ShownIdentity>;

/** What was seen of a customer, in both languages. */
export const ShownWords = Text.brand<"shown">();
export type ShownWords = z.output<typeof ShownWords>;
