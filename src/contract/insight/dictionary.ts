import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { TagSummary } from "../shapes/tag.ts";

/** A tag as the dictionary explains it. */
export const DictionaryEntry = TagSummary.extend({
  meaning: z.string().nullable(),
  criteria: z.string().nullable(),
  purpose: z.string().nullable(),
  notes: z.string().nullable(),
  /** The rule in words; null for a tag without one. */
  sentence: Text.nullable(),
  /** The tiers in their order. Null is the sentence of the default. */
  values: z.array(z.object({ value: z.string(), sentence: Text.nullable() })),
  month: z.object({
    /** Moves into the tag and out of it. A change of tier is none. */
    entered: z.number().int(),
    left: z.number().int(),
    /** What became of its definition, one sentence for each change. */
    changes: z.array(Text),
  }),
});
export type DictionaryEntry = z.output<typeof DictionaryEntry>;

export const TagDictionary = z.object({
  at: InstantText,
  /** The beginning of the current month in the workspace's time zone. */
  since: InstantText,
  customers: z.number().int(),
  /** In the order of the tree. Retired tags are left out. */
  items: z.array(DictionaryEntry),
  /** Tags that were retired this month. */
  retired: z.array(z.object({ code: z.string(), name: Text, at: InstantText })),
});
export type TagDictionary = z.output<typeof TagDictionary>;

export const readTagDictionary = operation({
  id: "readTagDictionary",
  method: "GET",
  path: "/tag-dictionary",
  room: "insight",
  permission: "tag.read",
  status: 200,
  summary: {
    zh: "标签字典：每个标签的规则、含义、口径、负责人、人数、本月变化",
    en: "The dictionary of tags: rule, meaning, criteria, owner, members and what changed this month",
  },
  response: TagDictionary,
});
