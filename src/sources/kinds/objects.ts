/** A file of a folder or bucket. */
export interface SourceObject {
  /** Below the folder or bucket, with forward slashes. */
  readonly name: string;
  /** Another content has another version. */
  readonly version: string;
  readonly bytes: number;
}

/** Folders and buckets, read alike. */
export interface ObjectPlace {
  /** By name. */
  list(): Promise<SourceObject[]>;
  /** Where the file can be read on this machine; a fetched one stands in the directory given. */
  fetch(object: SourceObject, directory: string): Promise<string>;
}

/** Files that are looked at; whatever else lies there is left alone. */
export const READABLE = /\.(parquet|csv|tsv|txt|jsonl|ndjson|xlsx)$/i;

/** More than this at once is no source but a mistake. */
export const MOST_OBJECTS = 100_000;
