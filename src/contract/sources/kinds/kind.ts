import { z } from "zod";

/** What a kind of data source says of itself without reading it; server, command line and web take what they need. */
export interface SourceKindShape<K extends string, P extends z.ZodObject> {
  readonly kind: K;
  /** Where a source of this kind is. */
  readonly place: P;
  /** What it is read by: a query of a database, or the files that lie there. */
  readonly reads: "query" | "objects";
  readonly form: SourceForm;
  /** Where a source is, in a line. */
  address(place: z.output<P>): string;
}

export interface SourceForm {
  /** In the order of the form. A field that is not filled in has the default of the place, or none. */
  readonly fields: readonly { readonly name: string; readonly example: string; readonly isOptional?: true }[];
  readonly hasTls: boolean;
  /** What is kept sealed beside it. */
  readonly secret: "password" | "secretKey" | null;
}

export const Host = z.string().trim().min(1).max(255);
export const Port = z.number().int().min(1).max(65_535);
export const Name = z.string().min(1).max(200);
export const Url = z.string().min(1).max(2_000);

/** A kind with its own types. */
export function sourceKind<const K extends string, P extends z.ZodObject>(shape: SourceKindShape<K, P>): SourceKindShape<K, P> {
  return shape;
}
