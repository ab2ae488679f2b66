import type { SourceKindName, SourcePlace } from "../../contract/index.ts";
import type { SourceDeps } from "../deps.ts";
import type { ObjectPlace } from "./objects.ts";
import type { DatabaseRead, NewMark } from "./reader.ts";

export type PlaceOf<K extends SourceKindName> = Extract<SourcePlace, { kind: K }>;

/** A kind of data source that runs queries. */
export interface DatabaseKind<K extends SourceKindName = SourceKindName> {
  readonly kind: K;
  readonly reads: "query";
  /** Matches quoted texts, quoted names and comments, which may contain anything. */
  readonly quoted: RegExp;
  /** Checks whether the address may be read, without reading. @throws ADDRESS_* */
  check(place: PlaceOf<K>, deps: SourceDeps): Promise<void>;
  read(place: PlaceOf<K>, read: DatabaseRead): Promise<NewMark>;
}

/** A kind of data source that contains files. */
export interface ObjectKind<K extends SourceKindName = SourceKindName> {
  readonly kind: K;
  readonly reads: "objects";
  /** Checks whether the address may be read, without reading. @throws ADDRESS_*, FOLDER_REFUSED */
  check(place: PlaceOf<K>, deps: SourceDeps): Promise<void>;
  open(place: PlaceOf<K>, secret: string | null, deps: SourceDeps, signal: AbortSignal): Promise<ObjectPlace>;
}
