import { z } from "zod";

/** The description of a kind of data source. Server, command line and web use it without reading the source. */
export interface SourceKindShape<K extends string, P extends z.ZodObject> {
  readonly kind: K;
  /** The schema of the place. */
  readonly place: P;
  /** How it is read: by a query of a database, or as files. */
  readonly reads: "query" | "objects";
  readonly form: SourceForm;
  /** The place as one line. */
  address(place: z.output<P>): string;
}

export interface SourceForm {
  /** The fields in the order of the form. An empty field gets the default of the place's schema. */
  readonly fields: readonly { readonly name: string; readonly example: string; readonly isOptional?: true }[];
  readonly hasTls: boolean;
  /** The secret of this kind, which is stored encrypted. */
  readonly secret: "password" | "secretKey" | null;
}

export const Host = z.string().trim().min(1).max(255);
export const Port = z.number().int().min(1).max(65_535);
export const Name = z.string().min(1).max(200);
export const Url = z.string().min(1).max(2_000);

/** Makes a kind and keeps its exact types. */
export function sourceKind<const K extends string, P extends z.ZodObject>(shape: SourceKindShape<K, P>): SourceKindShape<K, P> {
  return shape;
}
