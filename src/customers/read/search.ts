import { auditLookups, countLookups } from "../../access/index.ts";
import { latestSql } from "../../catalogue/index.ts";
import { literal, type Verb, sql, type Sql } from "../../engine/index.ts";
import { IDENTITY_FORMS, normaliseExternal, platformOf } from "../../identifiers/index.ts";
import { ownersSql } from "../../identity/index.ts";
import { requirePermission, type Context } from "../../kernel/index.ts";
import { seesPersonal } from "../mask.ts";

export interface SearchCustomers {
  /**
   * A customer number, part of a name, or an identity: its beginning, or with its platform (`taobao:小红`). All customers when absent or
   * empty.
   */
  readonly q?: string | undefined;
  /** Restricts the search to a bitmap of customers, as an SQL expression with literals only. */
  readonly among?: Sql | undefined;
  /** Only customer numbers above this one. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export interface FoundCustomers {
  readonly customers: readonly number[];
  /** The last number of this page, for the next page; null on the last page. */
  readonly next: number | null;
  readonly total: number;
}

/**
 * Finds customers by number, name or identity, ordered by number. A user who may not see personal data finds a customer only by the full
 * name or full identity, and the look-ups are limited, so that values cannot be guessed. @throws LOOKUPS_LIMITED
 */
export async function searchCustomers({ ctx, input }: Verb<SearchCustomers>): Promise<FoundCustomers> {
  requirePermission(ctx, "customer.read");
  const q = (input.q ?? "").trim();
  await countLookups(ctx, q === "" ? [] : [`search ${q}`]);
  // One bitmap gives both the page and the total.
  const among = input.among === undefined ? sql`found` : sql`bitmapAnd(found, (${input.among}))`;
  const page = sql`bitmapSubsetLimit(chosen, toUInt32(${literal.integer((input.after ?? 0) + 1)}), toUInt32(${literal.integer(input.limit + 1)}))`;
  const [row] = await ctx.facts.rows<{ page: number[]; total: string }>(
    sql`
      SELECT bitmapToArray(${page}) AS page, bitmapCardinality(chosen) AS total
      FROM (
        SELECT ${among} AS chosen
        FROM (
          SELECT groupBitmapState(customer) AS found
          FROM (${customersLike(ctx, q)})
        )
      )
    `,
  );
  const found = row!.page.toSorted((a, b) => a - b);
  const customers = found.slice(0, input.limit);
  await auditLookups(ctx, q === "" ? [] : ["search"], customers);
  return { customers, next: found.length > input.limit ? customers.at(-1)! : null, total: Number(row!.total) };
}

/** The same search as a SELECT of `customer`, with duplicates; all customers for an empty text. */
export function customersLike(ctx: Pick<Context, "actor">, q: string): Sql {
  if (q === "") return sql`SELECT customer FROM customers`;
  const parts = seesPersonal(ctx);
  const sources = [identitiesLike(q, parts), namesLike(q, parts)];
  if (/^\d{1,10}$/.test(q)) sources.push(sql`SELECT customer FROM customers WHERE customer = ${literal.integer(BigInt(q))}`);
  return sql.join(sources, "\nUNION ALL\n");
}

function identitiesLike(q: string, parts: boolean): Sql {
  const colon = q.indexOf(":");
  const platform = colon > 0 ? platformOf(q.slice(0, colon)) : undefined;
  const written = platform ? q.slice(colon + 1).trim() : q;
  const compare = (text: string) => (parts ? sql`startsWith(external, ${literal.text(text)})` : sql`external = ${literal.text(text)}`);
  const forms = new Set([written]);
  for (const each of IDENTITY_FORMS)
    for (const form of each.form.searched(written, normaliseExternal(platformOf(each.platform)!, written))) forms.add(form);
  const ofPlatform = platform && sql`platform = ${literal.text(platform.code)}`;
  return sql`SELECT customer FROM (${ownersSql(sql.and([ofPlatform, sql.or([...forms].map(compare))]))})`;
}

/** Customers whose present name contains the text; former names do not count. */
function namesLike(q: string, parts: boolean): Sql {
  const text = literal.text(q);
  const like = (name: Sql) => (parts ? sql`positionCaseInsensitiveUTF8(${name}, ${text}) > 0` : sql`${name} = ${text}`);
  const ever = sql`
    SELECT customer
    FROM attribute_values
    WHERE attribute IN ('name', 'nickname') AND ${like(sql`ifNull(text, '')`)}
  `;
  return sql`
    SELECT customer
    FROM (
      SELECT customer, ifNull(${latestSql("text")}, '') AS present
      FROM attribute_values
      WHERE attribute IN ('name', 'nickname') AND customer IN (${ever})
      GROUP BY attribute, customer
    )
    WHERE ${like(sql`present`)}
  `;
}
