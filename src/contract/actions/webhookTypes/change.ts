import { z } from "zod";
import { Text } from "../../common.ts";

/** The fields of a change that all types about customers share. */
const customer = {
  customer: z.number().int().meta({ description: "The customer's number. 0 in a test" }),
  identities: z
    .array(z.strictObject({ platform: z.string(), external: z.string() }))
    .meta({ description: "Identities as the webhook's creator may see them: masked without the permission for personal data" }),
  cause: z.string().meta({ description: "Why: event, import, clock, rule and others; see Causes in the guide of rules" }),
};

const tag = z.strictObject({ code: z.string(), name: Text });
const segment = z.strictObject({ id: z.string(), name: z.string() });
const tier = z.string().nullable().meta({ description: "The tier of a tiered tag; null for other tags" });

/** A change of one customer's tag. Each type adds its own fields. */
export const tagChange = <S extends z.ZodRawShape>(more: S) => z.strictObject({ ...customer, tag, ...more });
/** One customer entered or left a segment. */
export const segmentChange = z.strictObject({ ...customer, segment });
/** The tier that a customer entered or left. */
export const withTier = { value: tier };

/** `data` of types about customers: many changes in one message, up to 100. */
export const changes = <C extends z.ZodType>(change: C) => z.strictObject({ changes: z.array(change) });

/** One customer for the examples. */
export const EXAMPLE_CUSTOMER = { customer: 17, identities: [{ platform: "crm", external: "12346" }], cause: "event" };
export const EXAMPLE_TAG = { code: "high_value", name: { zh: "高价值客户", en: "High value" } };
export const EXAMPLE_TIERED = { code: "member_level", name: { zh: "会员等级", en: "Member level" } };
export const EXAMPLE_SEGMENT = { id: "01ks7v0q3mzj8x5c2n4r6t9", name: "Lapsing, high value" };
