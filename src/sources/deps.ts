import type { Allowance, Seal } from "../access/index.ts";
import type { FolderAllowance } from "./kinds/folder.ts";

/** What data sources need besides the stores. */
export interface SourceDeps {
  readonly seal: Seal;
  /** Addresses of the inner network that are allowed. */
  readonly allowance: Allowance;
  readonly folders: FolderAllowance;
  /** Most bytes that one run may read, and the same as text. */
  readonly limit: { readonly bytes: number; readonly text: string };
}

/** The purpose for which a source's secret is sealed. */
export const purposeOf = (source: string): string => `source:${source}`;
