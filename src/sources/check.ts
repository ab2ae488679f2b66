import { readAddress, resolveAllowed } from "../access/index.ts";
import type { SourcePlace } from "../contract/index.ts";
import { readMapping } from "../imports/index.ts";
import type { SourceDeps } from "./deps.ts";
import { openFolder } from "./kinds/folder.ts";
import { queryProblem, readColumn, readQuery } from "./query.ts";

export interface Described {
  readonly place: SourcePlace;
  readonly query: string | null;
  readonly column: string | null;
  readonly mapping: unknown;
}

/** Whether a source can be, told now rather than by its first run. @throws SOURCE_QUERY, ADDRESS_*, FOLDER_REFUSED, INPUT_INVALID for the mapping */
export async function checkSource({ place, query, column, mapping }: Described, deps: SourceDeps): Promise<void> {
  if (place.kind === "folder" || place.kind === "bucket") {
    if (query !== null || column !== null) throw queryProblem("superfluous");
  } else {
    if (query === null) throw queryProblem("missing");
    readQuery(query, place.kind);
  }
  if (column !== null) readColumn(column);
  if (mapping !== undefined && mapping !== null) readMapping(mapping);
  switch (place.kind) {
    case "postgres":
    case "mysql":
      await resolveAllowed(place.host, deps.allowance);
      return;
    case "clickhouse":
      await resolveAllowed(readAddress(place.url).hostname, deps.allowance);
      return;
    case "bucket":
      await resolveAllowed(readAddress(place.endpoint).hostname, deps.allowance);
      return;
    case "folder":
      await openFolder(place.path, deps.folders);
  }
}
