import { pino, type DestinationStream, type Logger } from "pino";
import type { Config } from "./config/index.ts";

const SECRETS = ["authorization", "cookie", "password", "secret", "token"];

/** Structured logs, one JSON object a line, to stderr unless told otherwise. Secrets that come along by mistake are struck out. */
export function createLog(config: Pick<Config, "logLevel">, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
    },
    destination,
  );
}
