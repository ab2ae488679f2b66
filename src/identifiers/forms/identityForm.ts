import type { Sql } from "../../engine/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { Placeholder } from "../placeholders/builtIn.ts";

/** What is wrong with an identity, in words, with a stable code. */
export interface FaultText extends Text {
  readonly code: string;
}

/**
 * The normal form of a platform's ids. A platform without one keeps its ids as they are written. Each function has its equal in SQL
 * (normalise.test.ts). A plain text has neither look-alikes nor invisible characters (signs.ts).
 */
export interface IdentityForm<F extends string = string> {
  /** Faults that make a row of a file bad even if the row has other identities, so that somebody corrects the cell. */
  readonly reported: readonly F[];
  /** The normal form of a plain text; "" when it is no id. */
  normal(plain: string): string;
  normalSql(plain: Sql): Sql;
  /** Why `normal` of a plain text is "". */
  fault(plain: string): F;
  faultSql(plain: Sql): Sql;
  /** A cheaper way for what most cells are. `form` is the normal form of a text that the pattern matches. */
  readonly usual?: { readonly pattern: string; form(text: Sql): Sql };
  /** Masks an id for a person who may not see it. Missing: it is masked like an account. */
  mask?(external: string): string;
  maskSql?(external: Sql): Sql;
  /** The ids that somebody may mean who types this into the search; a part of an id is a beginning. */
  searched(written: string, normal: string): readonly string[];
  /** Ids of the built-in list of placeholders. */
  readonly placeholders: readonly Placeholder["value"][];
  /** An id is a name at a host (`name@host`): a placeholder `name@*` means the name at any host. */
  readonly hasHosts: boolean;
}
