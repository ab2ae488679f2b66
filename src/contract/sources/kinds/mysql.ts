import { z } from "zod";
import { Host, Name, Port, sourceKind } from "./kind.ts";

export const mysqlKind = sourceKind({
  kind: "mysql",
  place: z
    .object({
      kind: z.literal("mysql"),
      host: Host,
      port: Port.default(3306),
      database: Name,
      user: Name,
      tls: z.boolean().default(false),
    })
    .strict(),
  reads: "query",
  form: {
    fields: [
      { name: "host", example: "db.example.com" },
      { name: "port", example: "3306", isOptional: true },
      { name: "database", example: "" },
      { name: "user", example: "" },
    ],
    hasTls: true,
    secret: "password",
  },
  address: ({ host, port, database }) => `mysql://${host}:${port}/${database}`,
});
