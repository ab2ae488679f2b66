import type { Identity } from "../../contract/index.ts";
import { formOf } from "../forms/index.ts";
import { plainText } from "../forms/signs.ts";
import { BUILT_IN, type Placeholder } from "./builtIn.ts";

/** The placeholders of a workspace: ids that identify nobody. */
export interface Placeholders {
  readonly items: readonly Placeholder[];
  /** Whether a normalised identity is a placeholder. */
  has(identity: Identity): boolean;
}

const ZEROS = /^[0-]*0[0-]*$/;

/** The form for comparison: look-alikes and case are folded, and zeros alone are `0` in any number. The same in SQL: sql.ts. */
export function foldPlaceholder(external: string): string {
  const plain = plainText(external);
  return ZEROS.test(plain) ? "0" : plain;
}

export function placeholdersOf(items: readonly Placeholder[]): Placeholders {
  const listed = new Set(items.map(({ platform, value }) => `${platform} ${value}`));
  return {
    items,
    has({ platform, external }) {
      const value = foldPlaceholder(external);
      if (listed.has(`* ${value}`) || listed.has(`${platform} ${value}`)) return true;
      const host = formOf(platform)?.hasHosts ? value.lastIndexOf("@") : -1;
      return host > 0 && listed.has(`${platform} ${value.slice(0, host)}@*`);
    },
  };
}

export const USUAL_PLACEHOLDERS = placeholdersOf(BUILT_IN);
