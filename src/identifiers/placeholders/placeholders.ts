import type { Identity } from "../../contract/index.ts";
import { plainText } from "../forms/signs.ts";
import { BUILT_IN, type Placeholder } from "./builtIn.ts";

/** The ids that name nobody, as they hold in a workspace. */
export interface Placeholders {
  readonly items: readonly Placeholder[];
  /** Whether an identity in its one form is one of them. */
  has(identity: Identity): boolean;
}

const ZEROS = /^[0-]*0[0-]*$/;

/** How values are compared: look-alikes and case do not count, and zeros alone are `0` however many. The same in SQL: sql.ts. */
export function foldPlaceholder(external: string): string {
  const plain = plainText(external);
  return ZEROS.test(plain) ? "0" : plain;
}

export function placeholdersOf(items: readonly Placeholder[]): Placeholders {
  const known = new Set(items.map(({ platform, value }) => `${platform} ${value}`));
  return {
    items,
    has({ platform, external }) {
      const value = foldPlaceholder(external);
      if (known.has(`* ${value}`) || known.has(`${platform} ${value}`)) return true;
      const host = platform === "email" ? value.lastIndexOf("@") : -1;
      return host > 0 && known.has(`email ${value.slice(0, host)}@*`);
    },
  };
}

export const USUAL_PLACEHOLDERS = placeholdersOf(BUILT_IN);
