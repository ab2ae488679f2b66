import type { ClickHouseClient } from "@clickhouse/client";
import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";

/** Statements on one connection of the embedded engine. Each begins with the same name, by which it is found and killed. */
export interface NamedStatements {
  /** @param body rows that follow the statement, in the format that it names */
  run(statement: Sql, params?: Readonly<Record<string, unknown>>, body?: string): Promise<void>;
  rows<T>(statement: Sql, params?: Readonly<Record<string, unknown>>): Promise<T[]>;
}

/** A name for the comment that a statement begins with: the embedded engine knows no id of a statement. */
export function nextName(): string {
  return `tagwise ${process.pid}.${++statements}`;
}
let statements = 0;

export function namedStatements(client: ClickHouseClient, name: string): NamedStatements {
  const start = `${sql.comment(name).text} `;
  const given = (params?: Readonly<Record<string, unknown>>) => (params ? { query_params: { ...params } } : {});
  return {
    async run(statement, params, body) {
      const query = start + statement.text + (body === undefined ? "" : `\n${body}`);
      await client.command({ query, ...given(params) });
    },
    async rows<T>(statement: Sql, params?: Readonly<Record<string, unknown>>) {
      const result = await client.query({ query: start + statement.text, format: "JSONEachRow", ...given(params) });
      return (await result.json()) as T[];
    },
  };
}
