import { z } from "zod";
import { AsOf, InstantText, MembersAt, Text } from "../common.ts";
import { operation } from "../define.ts";
import { ExportShape } from "../shapes/export.ts";

export const countCustomers = operation({
  id: "countCustomers",
  method: "POST",
  path: "/count",
  room: "segments",
  permission: "customer.read",
  status: 200,
  summary: { zh: "标签组合的人数", en: "How many customers a combination selects" },
  query: z.object({ asOf: AsOf, membersAt: MembersAt }),
  body: z.object({ where: z.string().min(1).max(10_000) }).strict(),
  response: z.object({ count: z.number().int(), customers: z.number().int(), asOf: InstantText, sentence: Text }),
});

export const exportCustomers = operation({
  id: "exportCustomers",
  method: "GET",
  path: "/export",
  room: "segments",
  permission: "data.export",
  status: 200,
  summary: { zh: "导出客户名单（Excel、CSV、Parquet、JSON 行）", en: "Export customers as Excel, CSV, Parquet or JSON lines (a stream)" },
  query: z.object(ExportShape),
  response: z.any(),
});
