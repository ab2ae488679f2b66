import type { Text } from "../lang.ts";

/** What every room and the pages may know of a kind of tag. How its definition is read stands in rules/tagKinds. */
export interface TagKindFacts {
  readonly name: Text;
  /** People, programs and imports assign it; an evaluation never decides it. */
  readonly isAssigned: boolean;
  /** Customers are members of it. Otherwise each customer has a value of it. */
  readonly hasMembers: boolean;
  /** Each member has one of its tiers. */
  readonly hasTiers: boolean;
  /** A person may decide it for one customer, against its rule. */
  readonly isOverridable: boolean;
}
