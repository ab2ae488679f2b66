import { z } from "zod";
import { InstantText, Limit } from "../common.ts";
import { operation } from "../define.ts";
import { SourcePlace } from "./kinds/index.ts";
import { JobRef } from "../shapes/tag.ts";

export const SourceRun = z.object({
  id: z.string(),
  state: z.enum(["running", "done", "failed"]),
  /** Rows read from the database or the files. */
  rows: z.number().int(),
  /** Objects of a folder or bucket. */
  files: z.number().int(),
  eventsAdded: z.number().int(),
  customersCreated: z.number().int(),
  skipped: z.number().int(),
  /** The imports it made. */
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
  /** Whether a password or secret key is kept. */
  hasSecret: z.boolean(),
  query: z.string().nullable(),
  /** The column that grows: each run reads on from its greatest value. */
  column: z.string().nullable(),
  /** How far it has been read, as the database writes it. */
  mark: z.string().nullable(),
  mapping: z.unknown(),
  /** Seconds between runs; null: only when asked. */
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
  .meta({ description: "Password, or secret key of a bucket; stored sealed, never shown again" });
const Query = z.string().trim().min(1).max(100_000).optional().meta({ description: "One SELECT; databases need it" });
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
  summary: { zh: "数据源列表", en: "Data sources and how their last runs went" },
  response: z.object({ items: z.array(SourceShape) }),
});
export const createSource = operation({
  id: "createSource",
  method: "POST",
  path: "/sources",
  room,
  permission,
  status: 201,
  summary: { zh: "新建数据源", en: "Make a data source: a database's query, a folder or a bucket" },
  body: z
    .object({
      name: z.string().trim().min(1).max(100),
      place: SourcePlace,
      secret: Secret,
      query: Query,
      column: Column,
      mapping: z.unknown().optional().meta({ description: "See Mapping; without one the columns are recognised" }),
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
    zh: "修改、暂停或恢复数据源；换了位置、查询或增量字段就从头读起",
    en: "Change, pause or resume a source; with another place, query or column it reads from the beginning",
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
  summary: { zh: "删除数据源；已导入的数据保留", en: "Delete a source; what it brought stays" },
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
  summary: { zh: "数据源的运行记录，新的在前", en: "Runs of a source, newest first" },
  params: SourceParams,
  query: z.object({ limit: Limit }),
  response: z.object({ items: z.array(SourceRun) }),
});
