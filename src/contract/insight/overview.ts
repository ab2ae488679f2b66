import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { TagKind, TagSummary } from "../shapes/tag.ts";

export const Overview = z.object({
  customers: z.number().int(),
  events: z.number().int(),
  tags: z.number().int(),
  tagsByKind: z.record(TagKind, z.number().int()),
  /** Customers with at least one rule, tiered (not by default) or static tag. */
  tagged: z.number().int(),
  coverage: z.number().nullable(),
  averageTags: z.number().nullable(),
  evaluation: z.object({
    state: z.enum(["never", "current", "running", "failing"]),
    at: InstantText.nullable(),
    milliseconds: z.number().int().nullable(),
    progress: z.number().nullable(),
    failing: z.number().int(),
  }),
  largest: z.array(TagSummary),
  /** The latest membership changes, newest first. */
  changes: z.array(z.object({ tag: z.string(), name: Text, at: InstantText, entered: z.number().int(), left: z.number().int() })),
  /** Events per day in the workspace's time zone, for the 90 days up to the newest event. */
  activity: z.array(z.object({ day: z.string(), events: z.number().int(), customers: z.number().int() })),
});
export type Overview = z.output<typeof Overview>;

export const readOverview = operation({
  id: "readOverview",
  method: "GET",
  path: "/overview",
  room: "insight",
  permission: "tag.read",
  status: 200,
  summary: { zh: "概览：客户、标签、覆盖率、计算状态", en: "Overview: customers, tags, coverage, state of the evaluation" },
  response: Overview,
});
