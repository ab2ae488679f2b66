import type { TestProject } from "vitest/node";
import { startClickHouse } from "../clickhouse-server.ts";
import { startPostgres } from "../postgres.ts";
import "./provided.ts";

/** The servers' lane: one PostgreSQL and one ClickHouse stand-in for all its files. Each file makes databases of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, clickhouse] = await Promise.all([startPostgres(), startClickHouse({ user: "tagwise", password: "a:b/密" })]);
  project.provide("servers", { databaseUrl: postgres.url, clickhouseUrl: clickhouse.url });
  return async () => {
    await Promise.all([postgres.stop(), clickhouse.stop()]);
  };
}
