import { literal, sql, type Sql } from "../../engine/index.ts";
import { exclusiveTags, type ExclusiveTags, type TagRecord, type TagSet } from "../../tags/index.ts";

/** The exclusive groups of the tags that an import gives, each once. */
export function exclusiveGroupsOf(set: Pick<TagSet, "tags" | "groups">, tags: readonly TagRecord[]): ExclusiveTags[] {
  const groups = tags.flatMap((tag) => exclusiveTags(set, tag) ?? []);
  return [...new Map(groups.map((group) => [group.group, group])).values()];
}

/** The tags that a file gives to customers: rows `tag, customer`. */
export function givenTagsSql(table: string, places: readonly { readonly word: string; readonly tag: TagRecord }[]): Sql {
  const words = literal.texts(places.map(({ word }) => word));
  const ids = sql`[${sql.join(places.map(({ tag }) => literal.integer(tag.id)))}]`;
  return sql`
    SELECT toUInt32(transform(word, ${words}, ${ids}, 0)) AS tag, customer
    FROM ${sql.id(table)}
  `;
}

/**
 * The members of the tags of exclusive groups after an import, as rows `tag, value, customers`. Of the tags that a file gives one customer, and
 * where the higher wins of those that the customer has too, the one that stands higher in the group wins. Customers whom the file gives no tag
 * of a group keep what they have of it.
 * @param file rows `tag, customer` of the file
 * @param guarded tags that the actor may not take off: who has one keeps it, and the file gives this customer no tag of its group
 */
export function exclusiveMembersSql(groups: readonly ExclusiveTags[], file: Sql, guarded: ReadonlySet<number>): Sql {
  const all = groups.flatMap(({ group, wins, tags: inside }) => inside.map(({ id }, place) => ({ id, group, wins, place })));
  const tags = all.filter(({ id }) => !guarded.has(id));
  const number = (of: (tag: (typeof tags)[number]) => number) => sql`
    toUInt32(transform(tag, [${sql.join(all.map(({ id }) => literal.integer(id)))}], [${sql.join(all.map((tag) => literal.integer(of(tag))))}], 0))`;
  const among = (those: typeof tags) => sql.join([literal.integer(0), ...those.map(({ id }) => literal.integer(id))]);
  const given =
    tags.length === all.length
      ? file
      : sql`
    SELECT tag, customer
    FROM (
      SELECT tag, customer, ${number(({ group }) => group)} AS exclusive
      FROM (${file})
    ) AS f
    LEFT JOIN (
      SELECT ${number(({ group }) => group)} AS exclusive, groupBitmapMergeState(customers) AS keeping
      FROM members FINAL
      WHERE tag IN (${among(all.filter(({ id }) => guarded.has(id)))})
      GROUP BY exclusive
    ) AS k USING (exclusive)
    WHERE NOT bitmapContains(keeping, customer)`;
  const customersGiven = sql`
    SELECT ${number(({ group }) => group)} AS exclusive, groupBitmapState(customer) AS customers
    FROM (${given})
    WHERE tag IN (${among(tags)})
    GROUP BY exclusive`;
  const stored = (those: typeof tags, part: Sql) => sql`
    SELECT tag, ${part} AS part
    FROM (
      SELECT tag, ${number(({ group }) => group)} AS exclusive, customers
      FROM members FINAL
      WHERE tag IN (${among(those)})
    ) AS m
    LEFT JOIN (${customersGiven}) AS g USING (exclusive)`;
  const others = sql`bitmapAndnot(m.customers, g.customers)`;
  const these = sql`bitmapAnd(m.customers, g.customers)`;
  return sql`
    SELECT tag, '' AS value, part AS customers
    FROM (${stored(tags, others)})
    UNION ALL
    SELECT winner AS tag, '' AS value, groupBitmapState(customer) AS customers
    FROM (
      SELECT customer, argMin(tag, ${number(({ place }) => place)}) AS winner
      FROM (
        SELECT toUInt32(tag) AS tag, customer
        FROM (${given})
        WHERE tag IN (${among(tags)})
        UNION ALL
        SELECT tag, arrayJoin(bitmapToArray(part)) AS customer
        FROM (${stored(
          tags.filter(({ wins }) => wins === "higher"),
          these,
        )})
      )
      GROUP BY ${number(({ group }) => group)}, customer
    )
    GROUP BY winner`;
}
