import type { SourcePlace, SourceShape } from "../../../../contract/index.ts";

export type PlaceKind = SourcePlace["kind"];
export const KINDS: readonly PlaceKind[] = ["postgres", "mysql", "clickhouse", "folder", "bucket"];
export const PERIODS = [null, 300, 900, 3_600, 21_600, 86_400] as const;

/** A source while it is being written: every field is text, whatever the kind. */
export interface Draft {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly tls: boolean;
  readonly secret: string;
  readonly query: string;
  readonly column: string;
  readonly every: number | null;
}

/** The fields of each kind, in the order of the form. */
export const FIELDS: Readonly<Record<PlaceKind, readonly string[]>> = {
  postgres: ["host", "port", "database", "user"],
  mysql: ["host", "port", "database", "user"],
  clickhouse: ["url", "database", "user"],
  folder: ["path"],
  bucket: ["endpoint", "region", "bucket", "prefix", "accessKey"],
};
const OPTIONAL = new Set(["prefix", "port", "region"]);
export const EXAMPLES: Readonly<Record<string, string>> = {
  host: "db.example.com",
  url: "https://ch.example.com:8443",
  path: "/srv/incoming",
  endpoint: "https://s3.cn-north-1.amazonaws.com.cn",
  region: "us-east-1",
  prefix: "exports/",
};

export const isDatabase = (kind: PlaceKind): boolean => kind !== "folder" && kind !== "bucket";
export const hasTls = (kind: PlaceKind): boolean => kind === "postgres" || kind === "mysql";

export function draftOf(known: SourceShape | undefined): Draft {
  if (!known) return { name: "", kind: "postgres", fields: {}, tls: false, secret: "", query: "", column: "", every: null };
  const { kind, ...place } = known.place;
  const fields = Object.fromEntries(Object.entries(place).map(([name, value]) => [name, String(value)]));
  return {
    name: known.name,
    kind,
    fields,
    tls: "tls" in place && place.tls,
    secret: "",
    query: known.query ?? "",
    column: known.column ?? "",
    every: known.every,
  };
}

/** Whether everything that must be there is. */
export function isReady({ name, kind, fields, query }: Draft): boolean {
  const filled = FIELDS[kind].every((field) => OPTIONAL.has(field) || (fields[field] ?? "").trim() !== "");
  return name.trim() !== "" && filled && (!isDatabase(kind) || query.trim() !== "");
}

export function placeOf({ kind, fields, tls }: Draft): SourcePlace {
  const given = FIELDS[kind].flatMap((field) => {
    const text = (fields[field] ?? "").trim();
    return text === "" ? [] : [[field, field === "port" ? Number(text) : text]];
  });
  return { kind, ...Object.fromEntries(given), ...(hasTls(kind) && { tls }) } as SourcePlace;
}

/** Where a source is, in a line. */
export function placeText(place: SourcePlace): string {
  switch (place.kind) {
    case "postgres":
    case "mysql":
      return `${place.host}:${place.port}/${place.database}`;
    case "clickhouse":
      return `${place.url}/${place.database}`;
    case "folder":
      return place.path;
    case "bucket":
      return `${place.bucket}/${place.prefix}`;
  }
}
