import { delimiter, isAbsolute } from "node:path";
import { z } from "zod";
import { isNetwork, LOOKUPS_PER_HOUR, READS_DAYS } from "../../access/index.ts";
import { isTimezone } from "../../kernel/index.ts";
import { parseSize } from "./size.ts";

/** Settings are given as text, by flag or environment variable. A message may be in both languages: `zh｜en`. */
export const message = (zh: string, en: string) => `${zh}｜${en}`;

const size = (minimum: number, least: string) =>
  z
    .string()
    .transform((text) => parseSize(text) ?? Number.NaN)
    .refine((bytes) => bytes >= minimum, {
      error: message(`应为大小，如 2GiB，且不小于 ${least}`, `must be a size such as 2GiB, at least ${least}`),
    });

const address = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ""), {
    error: message(`应为地址，如 ${example}`, `must be an address such as ${example}`),
  });

/** Networks of addresses, separated by commas or blanks: `10.1.0.0/16, 127.0.0.1`. */
const networks = z
  .string()
  .transform((text) => text.split(/[,\s]+/).filter(Boolean))
  .refine((list) => list.every(isNetwork), {
    error: message("应为网段列表，如 10.1.0.0/16,127.0.0.1", "must be networks such as 10.1.0.0/16,127.0.0.1"),
  })
  .default([]);

const port = message("应为 0 到 65535 的端口号", "must be a port from 0 to 65535");

/** Every setting: its environment variable, its flag where it has one, and how its text is read. */
export const SETTINGS = {
  dataDir: { variable: "TAGWISE_DATA", flag: "--data", schema: z.string().min(1).default(".tagwise") },
  host: { variable: "TAGWISE_HOST", flag: "--host", schema: z.string().min(1).default("127.0.0.1") },
  port: {
    variable: "TAGWISE_PORT",
    flag: "--port",
    schema: z
      .string()
      .regex(/^\d{1,5}$/, { error: port })
      .transform(Number)
      .refine((value) => value <= 65_535, { error: port })
      .default(4600),
  },
  databaseUrl: {
    variable: "DATABASE_URL",
    flag: undefined,
    schema: address(["postgres:", "postgresql:"], "postgres://user:password@host:5432/tagwise").optional(),
  },
  clickhouseUrl: {
    variable: "CLICKHOUSE_URL",
    flag: undefined,
    schema: address(["http:", "https:"], "http://user:password@host:8123/tagwise").optional(),
  },
  memoryBytes: { variable: "TAGWISE_MEMORY", flag: undefined, schema: size(2 ** 28, "256MiB").optional() },
  /** Seconds that one pass of an evaluation may take. */
  passSeconds: {
    variable: "TAGWISE_PASS_SECONDS",
    flag: undefined,
    schema: z
      .string()
      .regex(/^[1-9]\d{0,4}$/, { error: message("应为 1 到 99999 的整数秒", "must be whole seconds from 1 to 99999") })
      .transform(Number)
      .optional(),
  },
  uploadBytes: { variable: "TAGWISE_UPLOAD_LIMIT", flag: undefined, schema: size(1, "1B").default(2 * 2 ** 30) },
  workspaceName: { variable: "TAGWISE_WORKSPACE", flag: undefined, schema: z.string().trim().min(1).max(100).default("Tagwise") },
  timezone: {
    variable: "TAGWISE_TIMEZONE",
    flag: "--timezone",
    schema: z
      .string()
      .refine(isTimezone, { error: message("不是时区名，如 Asia/Shanghai", "is not the name of a time zone such as Asia/Shanghai") })
      .default("Asia/Shanghai"),
  },
  /** The address people use, where a proxy stands in front: https makes the session cookie secure. */
  publicUrl: {
    variable: "TAGWISE_PUBLIC_URL",
    flag: undefined,
    schema: address(["http:", "https:"], "https://tags.example.com").optional(),
  },
  /** Sign-in by OpenID Connect: the provider's address, and what it knows this program by. All three are given, or none. */
  oidcIssuer: {
    variable: "TAGWISE_OIDC_ISSUER",
    flag: undefined,
    schema: address(["http:", "https:"], "https://login.example.com").optional(),
  },
  oidcClientId: { variable: "TAGWISE_OIDC_CLIENT_ID", flag: undefined, schema: z.string().min(1).optional() },
  oidcClientSecret: { variable: "TAGWISE_OIDC_CLIENT_SECRET", flag: undefined, schema: z.string().min(1).optional() },
  /** The name on the button of the sign-in page. */
  oidcName: { variable: "TAGWISE_OIDC_NAME", flag: undefined, schema: z.string().trim().min(1).max(40).default("OpenID Connect") },
  /** Seals secrets of others in the records, in place of the key file of the data directory: the same for all processes of one store. */
  secret: {
    variable: "TAGWISE_SECRET",
    flag: undefined,
    schema: z
      .string()
      .min(16, { error: message("至少 16 个字符", "must have at least 16 characters") })
      .optional(),
  },
  /** What of the inner network data sources may be read from, and which folders of this machine. */
  sourceNetworks: { variable: "TAGWISE_SOURCE_NETWORKS", flag: undefined, schema: networks },
  sourceFolders: {
    variable: "TAGWISE_SOURCE_FOLDERS",
    flag: undefined,
    schema: z
      .string()
      .transform((text) => text.split(delimiter).filter(Boolean))
      .refine((list) => list.every(isAbsolute), {
        error: message("应为绝对路径，多个用冒号隔开", "must be absolute paths, separated by colons"),
      })
      .default([]),
  },
  /** What of the inner network webhooks may call. */
  webhookNetworks: { variable: "TAGWISE_WEBHOOK_NETWORKS", flag: undefined, schema: networks },
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: {
    variable: "TAGWISE_TRUSTED_PROXIES",
    flag: undefined,
    schema: z
      .string()
      .regex(/^\d$/, { error: message("应为 0 到 9 的整数", "must be a whole number from 0 to 9") })
      .transform(Number)
      .default(0),
  },
  /** How many customers an hour whoever sees masks may look up by a whole phone, address, account or name. 0: none. */
  lookupsPerHour: {
    variable: "TAGWISE_LOOKUPS_PER_HOUR",
    flag: undefined,
    schema: z
      .string()
      .regex(/^\d{1,6}$/, { error: message("应为 0 到 999999 的整数", "must be a whole number from 0 to 999999") })
      .transform(Number)
      .default(LOOKUPS_PER_HOUR),
  },
  /** Days that the audit keeps who was shown personal data. */
  readsDays: {
    variable: "TAGWISE_READS_DAYS",
    flag: undefined,
    schema: z
      .string()
      .regex(/^[1-9]\d{0,4}$/, { error: message("应为 1 到 99999 的整数天", "must be whole days from 1 to 99999") })
      .transform(Number)
      .default(READS_DAYS),
  },
  logLevel: { variable: "TAGWISE_LOG", flag: undefined, schema: z.enum(["debug", "info", "warn", "error", "silent"]).default("info") },
} as const;

export type SettingName = keyof typeof SETTINGS;

/** All settings, read. Sizes in bytes. */
export type Config = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]["schema"]> };
