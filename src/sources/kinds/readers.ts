import type { SourceKindName } from "../../contract/index.ts";
import { bucketSource } from "./bucket.ts";
import { clickhouseSource } from "./clickhouse.ts";
import { folderSource } from "./folder.ts";
import type { DatabaseKind, ObjectKind } from "./kind.ts";
import { mysqlSource } from "./mysql.ts";
import { postgresSource } from "./postgres.ts";

type Kinds = { readonly [K in SourceKindName]: DatabaseKind<K> | ObjectKind<K> };

const KINDS: Kinds = {
  postgres: postgresSource,
  mysql: mysqlSource,
  clickhouse: clickhouseSource,
  folder: folderSource,
  bucket: bucketSource,
};

/** The reader of a place's kind. */
export function sourceReaderOf(kind: SourceKindName): DatabaseKind | ObjectKind {
  return KINDS[kind] as unknown as DatabaseKind | ObjectKind;
}
