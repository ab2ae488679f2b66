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

/**
 * How many of a group's own static tags a customer may have. `none`: any number. `newer`: one, the tag that was added last. `higher`: one,
 * the tag that stands higher in the group.
 */
export const Exclusive = z.enum(["none", "newer", "higher"]);
export type Exclusive = z.output<typeof Exclusive>;

/** Whether changes of a group's tags need an approval. `inherited`: as in the group above, at the top as in the workspace. */
export const Approval = z.enum(["inherited", "needed", "free"]);
export type Approval = z.output<typeof Approval>;

export const Author = z.enum(["rule", "person", "import", "model", "api"]);

/** Set if the last evaluation of the tag failed. Its members are then those of the last success. */
export const TagFailure = z.object({ at: InstantText, code: z.string(), zh: z.string(), en: z.string() });

/** Of the name and of each alias with Chinese characters: syllables by blanks, readings of one character by `/`. */
export const Pinyin = z.array(z.string()).meta({ description: "The pinyin by which a search finds it" });

export const TagSummary = z.object({
  code: z.string(),
  name: Text,
  kind: TagKind,
  /** The group that it is in; null: none. */
  groupId: z.number().int().nullable(),
  /** Names of the groups from the root down. */
  group: z.array(Text),
  /** Other names, by which a search finds the tag. */
  aliases: z.array(z.string()),
  pinyin: Pinyin,
  color: TagColor,
  state: TagState,
  /** Since when it is in this state. */
  stateSince: InstantText,
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

/** A group of tags by number, by path (`客户价值/价值等级`) or by a name that only one group has. `/` is the top of the tree. */
export const GroupRef = z
  .string()
  .trim()
  .min(1)
  .max(700)
  .meta({ description: "Number, path or name of a group; `/` is the top of the tree" });

export const JobRef = z.object({ job: z.string() });
