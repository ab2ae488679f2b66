import { z } from "zod";
import { InstantText, Limit } from "../common.ts";
import { operation } from "../define.ts";
import { SourcePlace } from "./kinds/index.ts";
import { JobRef } from "../shapes/tag.ts";

export const SourceRun = z.object({
  id: z.string(),
  state: z.enum(["running", "done", "failed"]),
  /** Rows that were read. */
  rows: z.number().int(),
  /** Files of a folder or bucket that were read. */
  files: z.number().int(),
  eventsAdded: z.number().int(),
  customersCreated: z.number().int(),
  skipped: z.number().int(),
  /** The imports of this run. */
  imports: z.array(z.string()),
  problem: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  startedAt: InstantText,
  endedAt: InstantText.nullable(),
});
export type SourceRun = z.output<typeof SourceRun>;

export const SourceShape = z.object({
  id: z.string(),
  name: z.string(),
  place: SourcePlace,
  /** Whether a password or secret key is stored. */
  hasSecret: z.boolean(),
  query: z.string().nullable(),
  /** The incremental column: each run reads rows above its greatest value. */
  column: z.string().nullable(),
  /** The greatest value read so far, as the database writes it. */
  mark: z.string().nullable(),
  mapping: z.unknown(),
  /** Seconds between runs; null: no schedule. */
  every: z.number().int().nullable(),
  state: z.enum(["active", "paused"]),
  nextAt: InstantText.nullable(),
  lastRun: SourceRun.nullable(),
  owner: z.string(),
  createdAt: InstantText,
});
export type SourceShape = z.output<typeof SourceShape>;

const SourceParams = z.object({ source: z.string().min(1).max(200).meta({ description: "Id or name" }) });
const Secret = z
  .string()
  .max(1_000)
  .optional()
  .meta({ description: "The password, or a bucket's secret key. It is stored encrypted and never shown" });
const Query = z.string().trim().min(1).max(100_000).optional().meta({ description: "One SELECT. Required for databases" });
const Column = z.string().trim().min(1).max(200).nullable().optional();
const Every = z.number().int().min(60).max(31_536_000).nullable().optional();
const room = "sources";
const permission = "connection.manage";

export const listSources = operation({
  id: "listSources",
  method: "GET",
  path: "/sources",
  room,
  permission,
  status: 200,
  summary: { zh: "数据源列表及最近一次运行的结果", en: "List data sources with the results of their last runs" },
  response: z.object({ items: z.array(SourceShape) }),
});
export const createSource = operation({
  id: "createSource",
  method: "POST",
  path: "/sources",
  room,
  permission,
  status: 201,
  summary: { zh: "新建数据源：数据库查询、文件夹或存储桶", en: "Create a data source: a database query, a folder or a bucket" },
  body: z
    .object({
      name: z.string().trim().min(1).max(100),
      place: SourcePlace,
      secret: Secret,
      query: Query,
      column: Column,
      mapping: z.unknown().optional().meta({ description: "See Mapping. Absent: columns are recognised" }),
      every: Every,
    })
    .strict(),
  response: SourceShape,
});
export const updateSource = operation({
  id: "updateSource",
  method: "PATCH",
  path: "/sources/:source",
  room,
  permission,
  status: 200,
  summary: {
    zh: "修改、暂停或恢复数据源；更换位置、查询或增量字段后从头读取",
    en: "Change, pause or resume a source. After a change of place, query or incremental column it reads from the beginning",
  },
  params: SourceParams,
  body: z
    .object({
      name: z.string().trim().min(1).max(100).optional(),
      place: SourcePlace.optional(),
      secret: Secret,
      query: Query,
      column: Column,
      mapping: z.unknown().optional(),
      every: Every,
      state: z.enum(["active", "paused"]).optional(),
    })
    .strict(),
  response: SourceShape,
});
export const deleteSource = operation({
  id: "deleteSource",
  method: "DELETE",
  path: "/sources/:source",
  room,
  permission,
  status: 200,
  summary: { zh: "删除数据源；已导入的数据保留", en: "Delete a source; imported data stays" },
  params: SourceParams,
  response: z.object({ ok: z.literal(true) }),
});
export const runSource = operation({
  id: "runSource",
  method: "POST",
  path: "/sources/:source/run",
  room,
  permission,
  status: 202,
  summary: { zh: "立即读取一次", en: "Read a source now (a job)" },
  params: SourceParams,
  response: JobRef,
});
export const listSourceRuns = operation({
  id: "listSourceRuns",
  method: "GET",
  path: "/sources/:source/runs",
  room,
  permission,
  status: 200,
  summary: { zh: "数据源的运行记录，新的在前", en: "The runs of a source, newest first" },
  params: SourceParams,
  query: z.object({ limit: Limit }),
  response: z.object({ items: z.array(SourceRun) }),
});
