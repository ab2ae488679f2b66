import { expect, test } from "vitest";
import { clickhouseSource } from "./kinds/clickhouse.ts";
import { mysqlSource } from "./kinds/mysql.ts";
import { postgresSource } from "./kinds/postgres.ts";
import { readColumn, readQuery } from "./query.ts";

const QUOTED = { postgres: postgresSource.quoted, mysql: mysqlSource.quoted, clickhouse: clickhouseSource.quoted };

const reasonOf = (query: string, kind: keyof typeof QUOTED = "postgres"): unknown => {
  try {
    return readQuery(query, QUOTED[kind]);
  } catch (error) {
    return (error as { params: { reason: string } }).params.reason;
  }
};

test("one SELECT, or WITH, is a query, whatever stands in its texts and comments", () => {
  expect(reasonOf(" select 1 ; ")).toBe("select 1");
  for (const query of [
    "WITH a AS (SELECT 1) SELECT * FROM a",
    "select ';' from t",
    "select 1 -- ; drop\n",
    "/* ; */ select $$;$$",
    'select ";"',
  ])
    expect(reasonOf(query)).toBe(query.trim());
});

test("what writes, or is more than one statement, is refused in words", () => {
  for (const query of ["delete from t", "insert into t values (1)", "call p()", "explain select 1", "", "(select 1)"])
    expect(reasonOf(query)).toBe("select");
  for (const query of ["select 1) as a into outfile '/x' from (select 1", "select (1", "select 1)"])
    expect(reasonOf(query)).toBe("brackets");
  for (const query of ["select 1; drop table t", "select ';'; delete from t"]) expect(reasonOf(query)).toBe("several");
});

test("texts and comments are read as the database itself reads them", () => {
  const path = "select (payload #>> '{a,b}') as a from t";
  expect(reasonOf(path)).toBe(path);
  // To PostgreSQL the backslash ends nothing, to the others it escapes the quote.
  expect(reasonOf("select '\\' ) as a; commit; select ('")).toBe("several");
  expect(reasonOf("select 1 # 2) as a; commit; select (1")).toBe("several");
  for (const kind of ["mysql", "clickhouse"] as const) {
    expect(reasonOf("select '\\'; ' as a # ) ; (", kind)).toBe("select '\\'; ' as a # ) ; (");
    expect(reasonOf("select `;` from t -- (", kind)).toBe("select `;` from t -- (");
  }
  expect(reasonOf("select 1 /*! ) as a into outfile '/x' */", "mysql")).toBe("brackets");
});

test("a growing column is a plain name", () => {
  expect(readColumn("更新时间")).toBe("更新时间");
  for (const name of ['a"b', "a`b", "a;b", "a'b", ""]) expect(() => readColumn(name)).toThrow("SOURCE_QUERY");
});
