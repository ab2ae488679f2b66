import { extname } from "node:path";
import { FILE_EXTENSIONS } from "../../contract/index.ts";

/** A file of a folder or bucket. */
export interface SourceObject {
  /** Path below the folder or bucket, with forward slashes. */
  readonly name: string;
  /** Changes when the content changes. */
  readonly version: string;
  readonly bytes: number;
}

/** A folder or a bucket, read in the same way. */
export interface ObjectPlace {
  /** Sorted by name. */
  list(): Promise<SourceObject[]>;
  /** Path of the file on this machine. A fetched file is stored in the directory. */
  fetch(object: SourceObject, directory: string): Promise<string>;
}

/** Whether a file of this name is read. Other files are ignored. */
export function isReadable(name: string): boolean {
  return extname(name).toLowerCase() in FILE_EXTENSIONS;
}

/** A place with more files is a mistake in its address. */
export const MOST_OBJECTS = 100_000;
