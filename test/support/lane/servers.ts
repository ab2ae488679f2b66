import type { TestProject } from "vitest/node";
import { startClickHouse } from "../clickhouse-server.ts";
import { makeTemplate } from "../emptyStores.ts";
import { startPostgres } from "../postgres.ts";
import "./provided.ts";

/** The servers' lane: one PostgreSQL and one ClickHouse stand-in for all its files. Each test that opens stores makes databases of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, clickhouse] = await Promise.all([startPostgres(), startClickHouse({ user: "tagwise", password: "a:b/密" })]);
  const servers = { databaseUrl: postgres.url, clickhouseUrl: clickhouse.url, template: "template" };
  await makeTemplate(servers);
  project.provide("servers", servers);
  return async () => {
    await Promise.all([postgres.stop(), clickhouse.stop()]);
  };
}
