import { z } from "zod";
import { Host, Name, Port, sourceKind } from "./kind.ts";

export const postgresKind = sourceKind({
  kind: "postgres",
  place: z
    .object({
      kind: z.literal("postgres"),
      host: Host,
      port: Port.default(5432),
      database: Name,
      user: Name,
      tls: z.boolean().default(false),
    })
    .strict(),
  reads: "query",
  form: {
    fields: [
      { name: "host", example: "db.example.com" },
      { name: "port", example: "5432", isOptional: true },
      { name: "database", example: "" },
      { name: "user", example: "" },
    ],
    hasTls: true,
    secret: "password",
  },
  address: ({ host, port, database }) => `postgres://${host}:${port}/${database}`,
});
