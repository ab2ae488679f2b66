import type { Allowance, Seal } from "../access/index.ts";
import type { FolderAllowance } from "./kinds/folder.ts";

/** What sources are read with besides the stores. */
export interface SourceDeps {
  readonly seal: Seal;
  /** Addresses of the inner network that may be called. */
  readonly allowance: Allowance;
  readonly folders: FolderAllowance;
  /** The most that one run may bring, in bytes and in words. */
  readonly limit: { readonly bytes: number; readonly text: string };
}

/** What a source's secret is sealed for. */
export const purposeOf = (source: string): string => `source:${source}`;
