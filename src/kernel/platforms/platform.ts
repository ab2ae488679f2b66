import type { Text } from "../lang.ts";

/** Facts of a platform that identities come from. Its normal form, if it has one, stands in identifiers/forms. */
export interface PlatformFacts {
  readonly code: string;
  readonly name: Text;
  /** Other words for it, in lower case, as mappings and messages write them. */
  readonly aliases?: readonly string[];
  /** Other headings of files that mean it. Missing: no heading alone means it, because the word also names something else. */
  readonly headings?: RegExp;
  /** The usual heading of its column. Missing: its name. */
  readonly heading?: Text;
  readonly contents?: Contents;
  /** Its column in templates. */
  readonly template?: { readonly cells: readonly [string, string]; readonly isRequired: boolean };
  /** A trait of this name in a message is also an identity. */
  readonly isTrait?: boolean;
}

/** What the cells of its column look like. */
export interface Contents {
  /** A column of such cells is taken for it, whatever its heading. */
  readonly certain: RegExp;
  /** A column with its heading and no such cell is taken for something else. */
  readonly possible?: RegExp;
}
