import { SOURCE_KINDS, sourceKindOf, type SourceKindName, type SourcePlace, type SourceShape } from "../../../../contract/index.ts";

export const PERIODS = [null, 300, 900, 3_600, 21_600, 86_400] as const;

/** A source while a person edits it. Every field is text. */
export interface Draft {
  readonly name: string;
  readonly kind: SourceKindName;
  readonly fields: Readonly<Record<string, string>>;
  readonly tls: boolean;
  readonly secret: string;
  readonly query: string;
  readonly column: string;
  readonly every: number | null;
}

export function draftOf(known: SourceShape | undefined): Draft {
  if (!known) return { name: "", kind: SOURCE_KINDS[0]!.kind, fields: {}, tls: false, secret: "", query: "", column: "", every: null };
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

/** Whether all required fields are filled in. */
export function isReady({ name, kind, fields, query }: Draft): boolean {
  const { form, reads } = sourceKindOf(kind);
  const filled = form.fields.every(({ name: field, isOptional }) => isOptional || (fields[field] ?? "").trim() !== "");
  return name.trim() !== "" && filled && (reads !== "query" || query.trim() !== "");
}

export function placeOf({ kind, fields, tls }: Draft): SourcePlace {
  const { form } = sourceKindOf(kind);
  const filled = form.fields.flatMap(({ name }) => {
    const text = (fields[name] ?? "").trim();
    return text === "" ? [] : [[name, name === "port" ? Number(text) : text]];
  });
  return { kind, ...Object.fromEntries(filled), ...(form.hasTls && { tls }) } as SourcePlace;
}
