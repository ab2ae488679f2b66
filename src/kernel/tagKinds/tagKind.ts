import type { Text } from "../lang.ts";

/** What every room and the pages may know of a kind of tag. How its definition is read stands in rules/tagKinds. */
export interface TagKindFacts {
  readonly name: Text;
  /** Its name in a column of kinds. */
  readonly shortName: Text;
  /** People, programs and imports assign it; an evaluation never decides it. */
  readonly isAssigned: boolean;
  /** Customers are members of it. Otherwise each customer has a value of it. */
  readonly hasMembers: boolean;
  /** Each member has one of its tiers. */
  readonly hasTiers: boolean;
  /** A person may decide it for one customer, against its rule. */
  readonly isOverridable: boolean;
  /** Why not, or what to do instead, as part of a sentence; null for a kind that is overridable. */
  readonly whyNotOverridable: Text | null;
  /** Conditions decide it; a person edits them and tries them on the customers. */
  readonly hasConditions: boolean;
}
