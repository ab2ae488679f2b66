import type { SourcePlace } from "../contract/index.ts";
import { readMapping } from "../imports/index.ts";
import type { SourceDeps } from "./deps.ts";
import { sourceReaderOf } from "./kinds/readers.ts";
import { queryProblem, readColumn, readQuery } from "./query.ts";

export interface Described {
  readonly place: SourcePlace;
  readonly query: string | null;
  readonly column: string | null;
  readonly mapping: unknown;
}

/** Checks a source before its first run. @throws SOURCE_QUERY, ADDRESS_*, FOLDER_REFUSED, INPUT_INVALID for the mapping */
export async function checkSource({ place, query, column, mapping }: Described, deps: SourceDeps): Promise<void> {
  const reader = sourceReaderOf(place.kind);
  if (reader.reads === "objects") {
    if (query !== null || column !== null) throw queryProblem("superfluous");
  } else {
    if (query === null) throw queryProblem("missing");
    readQuery(query, reader.quoted);
  }
  if (column !== null) readColumn(column);
  if (mapping !== undefined && mapping !== null) readMapping(mapping);
  await reader.check(place, deps);
}
