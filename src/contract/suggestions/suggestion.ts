import { z } from "zod";
import { Cursor, InstantText, IssueShape, Limit, page, Text } from "../common.ts";
import { operation } from "../define.ts";
import { GroupRef, TagColor, TagKind } from "../shapes/tag.ts";
import { ShownText } from "../shown.ts";

export const SuggestionSource = z.enum(["person", "program"]);
export type SuggestionSource = z.output<typeof SuggestionSource>;
export const SuggestionState = z.enum(["open", "accepted", "rejected"]);
export type SuggestionState = z.output<typeof SuggestionState>;
/** Why a suggestion is rejected. `other` needs a note. */
export const Rejection = z.enum(["untrue", "outdated", "evidence", "unwanted", "other"]);
export type Rejection = z.output<typeof Rejection>;

/** The most suggestions in one request. */
export const MOST_SUGGESTIONS = 1_000;

export const Suggestion = z.object({
  id: z.number().int(),
  tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor }),
  customer: z.number().int(),
  name: ShownText.nullable(),
  source: SuggestionSource,
  by: z.string(),
  /** 0 to 100. */
  confidence: z.number().int().nullable(),
  reason: ShownText.nullable(),
  at: InstantText,
  /** Nobody is asked any more from then on. Null: no end. */
  openUntil: InstantText.nullable(),
  state: SuggestionState,
  decided: z.object({ at: InstantText, by: z.string(), rejection: Rejection.nullable(), note: ShownText.nullable() }).nullable(),
});
export type Suggestion = z.output<typeof Suggestion>;

const Asked = z
  .object({
    customer: z
      .union([z.string().min(1).max(600), z.number()])
      .meta({ description: "The customer's number, or an identity such as crm:42" }),
    tag: z.string().min(1).max(200).meta({ description: "Code or name of a static tag" }),
    confidence: z.number().int().min(0).max(100).optional().meta({ description: "How sure, from 0 to 100" }),
    reason: z.string().trim().max(500).optional().meta({ description: "The evidence, in words. A person reads it before deciding" }),
    openUntil: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "Until when it waits for a decision: a future instant, or a date (that day included)" }),
    again: z.boolean().optional().meta({ description: "true: suggest it even if it was rejected before with the same reason" }),
  })
  .strict();
export type AskedSuggestion = z.output<typeof Asked>;

/**
 * suggested: it waits now. open: it waited already and has the newer evidence. assigned: the customer has the tag. rejected: a person rejected
 * the same suggestion before. faulty: see `issues`.
 */
export const SuggestionOutcome = z.enum(["suggested", "open", "assigned", "rejected", "faulty"]);

export const suggestTags = operation({
  id: "suggestTags",
  method: "POST",
  path: "/suggestions",
  room: "suggestions",
  permission: "customer.edit",
  status: 200,
  summary: {
    zh: "建议给客户打静态标签，一次最多 1000 条；有人采纳后才生效",
    en: "Suggest static tags for customers, up to 1,000 at once. A customer has the tag only after a person accepts",
  },
  body: z.object({ suggestions: z.array(Asked).min(1).max(MOST_SUGGESTIONS) }).strict(),
  response: z.object({
    results: z.array(
      z.object({ index: z.number().int(), outcome: SuggestionOutcome, customer: z.number().int().nullable(), issues: z.array(IssueShape) }),
    ),
  }),
});

export const listSuggestions = operation({
  id: "listSuggestions",
  method: "GET",
  path: "/suggestions",
  room: "suggestions",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: {
    zh: "标签建议：只列出自己可以打的标签，新的在前",
    en: "Suggestions of tags that the caller may assign, newest first",
  },
  query: z.object({
    state: SuggestionState.default("open"),
    tag: z.string().min(1).max(200).optional().meta({ description: "Code or name" }),
    group: GroupRef.optional().meta({ description: "Only tags in this group and in groups below it" }),
    source: SuggestionSource.optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(Suggestion),
});

export const countSuggestions = operation({
  id: "countSuggestions",
  method: "GET",
  path: "/suggestions/count",
  room: "suggestions",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: { zh: "待审建议的数量，按标签", en: "How many suggestions wait, by tag" },
  response: z.object({
    open: z.number().int(),
    tags: z.array(z.object({ code: z.string(), name: Text, open: z.number().int() })),
  }),
});

const Id = z.number().int().positive();
const Ids = z.array(Id).min(1).max(MOST_SUGGESTIONS);
/**
 * `done`: decided by this call. `kept`: unchanged, because another tag of an exclusive group stays, or would have to come back that the caller
 * may not assign. `gone`: not there, or decided before.
 */
export const SuggestionsDecided = z.object({ done: z.array(Id), kept: z.array(Id), gone: z.array(Id) });
export type SuggestionsDecided = z.output<typeof SuggestionsDecided>;

export const acceptSuggestions = operation({
  id: "acceptSuggestions",
  method: "POST",
  path: "/suggestions/accept",
  room: "suggestions",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: {
    zh: "采纳建议：给这些客户打标签，可以写到期时间",
    en: "Accept suggestions: the customers get the tags, with an end if wanted",
  },
  body: z
    .object({
      suggestions: Ids,
      until: z
        .string()
        .max(40)
        .optional()
        .meta({ description: "When the customers lose the tags again: a future instant, or a date (that day included)" }),
    })
    .strict(),
  response: SuggestionsDecided,
});

export const rejectSuggestions = operation({
  id: "rejectSuggestions",
  method: "POST",
  path: "/suggestions/reject",
  room: "suggestions",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: { zh: "驳回建议，并写明原因", en: "Reject suggestions, with the reason" },
  body: z.object({ suggestions: Ids, rejection: Rejection, note: z.string().trim().max(500).optional() }).strict(),
  response: SuggestionsDecided,
});

export const reopenSuggestions = operation({
  id: "reopenSuggestions",
  method: "POST",
  path: "/suggestions/reopen",
  room: "suggestions",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: {
    zh: "撤销对建议的决定：建议重新待审，采纳时打上的标签被移除",
    en: "Take decisions back: the suggestions wait again, and tags that accepting added are removed",
  },
  body: z.object({ suggestions: Ids }).strict(),
  response: SuggestionsDecided,
});

export const readTagPrecision = operation({
  id: "readTagPrecision",
  method: "GET",
  path: "/tags/:tag/precision",
  room: "suggestions",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签建议的采纳率：总数和每周", en: "How many of a tag's suggestions were accepted: in all and by week" },
  params: z.object({ tag: z.string().min(1).max(200).meta({ description: "Code or name" }) }),
  response: z.object({
    accepted: z.number().int(),
    rejected: z.number().int(),
    /** Weeks with a decision, the earliest first; `week` is its Monday in the workspace's time zone. */
    weeks: z.array(z.object({ week: z.string(), accepted: z.number().int(), rejected: z.number().int() })),
  }),
});
