/** What the pages know of a kind of tag beyond its facts (kernel/tagKinds): where and with which texts it is shown. */
export interface WebTagKind {
  /** Its place among the tags of a customer on one line, from the left. */
  readonly placeOnCustomer: number;
  /** The title of its number of customers. */
  readonly countTitle: "tags.members" | "tag.withValue";
  /** The part of the definition that decides a new tag of the kind, as tags.yaml writes it. */
  readonly newPart: Readonly<Record<string, unknown>>;
  /** The text in place of conditions, where the reasons of a tag have none. @param has whether the customer has the tag */
  whyNoConditions(has: boolean): "why.noTree" | "why.static" | "why.staticNot";
}
