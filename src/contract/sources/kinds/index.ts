import { z } from "zod";
import { bucketKind } from "./bucket.ts";
import { clickhouseKind } from "./clickhouse.ts";
import { folderKind } from "./folder.ts";
import { mysqlKind } from "./mysql.ts";
import { postgresKind } from "./postgres.ts";
import type { SourceKindShape } from "./kind.ts";

/** Every kind of data source, in the order of the form. A new kind: a file here, one in src/sources/kinds, a line in both lists, texts. */
const KINDS = [postgresKind, mysqlKind, clickhouseKind, folderKind, bucketKind] as const;

/** The place of a source. Passwords and secret keys are not part of it, because the API never shows them. */
export const SourcePlace = z.discriminatedUnion("kind", [
  postgresKind.place,
  mysqlKind.place,
  clickhouseKind.place,
  folderKind.place,
  bucketKind.place,
]);
export type SourcePlace = z.output<typeof SourcePlace>;
export type SourceKindName = SourcePlace["kind"];

type AnyKind = SourceKindShape<SourceKindName, z.ZodObject>;

export const SOURCE_KINDS: readonly AnyKind[] = KINDS as unknown as readonly AnyKind[];

export function sourceKindOf(kind: SourceKindName): AnyKind {
  const found = SOURCE_KINDS.find((one) => one.kind === kind);
  if (!found) throw new Error(`no kind of data source called ${kind}`);
  return found;
}

/** The place of a source as one line: `postgres://db.example.com:5432/shop`. */
export function sourceAddress(place: SourcePlace): string {
  return sourceKindOf(place.kind).address(place);
}
