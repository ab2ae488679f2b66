import { z } from "zod";
import { Name, sourceKind, Url } from "./kind.ts";

/** ClickHouse over its HTTP interface. */
export const clickhouseKind = sourceKind({
  kind: "clickhouse",
  place: z.object({ kind: z.literal("clickhouse"), url: Url, database: Name, user: Name.default("default") }).strict(),
  reads: "query",
  form: {
    fields: [
      { name: "url", example: "https://ch.example.com:8443" },
      { name: "database", example: "" },
      { name: "user", example: "" },
    ],
    hasTls: false,
    secret: "password",
  },
  address: ({ url, database }) => `${url}/${database}`,
});
