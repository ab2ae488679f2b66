import { z } from "zod";
import { Name, sourceKind, Url } from "./kind.ts";

/** A bucket of Amazon S3 or of a compatible service. */
export const bucketKind = sourceKind({
  kind: "bucket",
  place: z
    .object({
      kind: z.literal("bucket"),
      endpoint: Url,
      region: z
        .string()
        .regex(/^[\w-]{1,100}$/)
        .default("us-east-1"),
      bucket: Name,
      prefix: z.string().max(1_000).default(""),
      accessKey: z.string().regex(/^[!-~]{1,200}$/),
    })
    .strict(),
  reads: "objects",
  form: {
    fields: [
      { name: "endpoint", example: "https://s3.cn-north-1.amazonaws.com.cn" },
      { name: "region", example: "us-east-1", isOptional: true },
      { name: "bucket", example: "" },
      { name: "prefix", example: "exports/", isOptional: true },
      { name: "accessKey", example: "" },
    ],
    hasTls: false,
    secret: "secretKey",
  },
  address: ({ endpoint, bucket, prefix }) => `${endpoint}/${bucket}/${prefix}`,
});
