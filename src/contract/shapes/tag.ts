import { z } from "zod";
import { TAG_KIND_NAMES } from "../../kernel/index.ts";
import { InstantText, Text } from "../common.ts";

export const TagKind = z.enum(TAG_KIND_NAMES);
export type TagKind = z.output<typeof TagKind>;

export const TagState = z.enum(["published", "paused", "retired"]);

/** The colours of tags; the web app draws each as one of twelve hues. */
export const TAG_COLORS = ["red", "orange", "amber", "gold", "lime", "green", "teal", "cyan", "blue", "indigo", "purple", "pink"] as const;

export const TagColor = z.enum(TAG_COLORS);
export type TagColor = z.output<typeof TagColor>;

export const Sensitivity = z.enum(["ordinary", "personal", "sensitive"]);

export const Author = z.enum(["rule", "person", "import", "model", "api"]);

/** Set if the last evaluation of the tag failed. Its members are then those of the last success. */
export const TagFailure = z.object({ at: InstantText, code: z.string(), zh: z.string(), en: z.string() });

export const TagSummary = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  /** Names of the groups from the root down. */
  group: z.array(z.string()),
  color: TagColor,
  state: TagState,
  owner: z.string().nullable(),
  sensitivity: Sensitivity,
  unit: z.string().nullable(),
  version: z.number().int(),
  /** Customers who have the tag; null before the first evaluation. For a metric: customers who have a value. */
  members: z.number().int().nullable(),
  /** members / all customers, 0 to 1. */
  coverage: z.number().nullable(),
  evaluatedAt: InstantText.nullable(),
  failure: TagFailure.nullable(),
});
export type TagSummary = z.output<typeof TagSummary>;

export const TagParams = z.object({ tag: z.string().min(1).max(200).meta({ description: "Code or name" }) });

export const JobRef = z.object({ job: z.string() });
