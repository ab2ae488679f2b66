import { literal, sql, type Sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/**
 * The members that were stored at an instant, whatever today's rules say: SQL for `tag, value, customers`. Entries and exits alternate, so
 * a customer is a member after an odd number of moves.
 */
export function storedMembersSql(tags: readonly number[], at: Instant): Sql {
  return sql`
    SELECT tag, value, groupBitmapXorState(bitmapXor(entered, left)) AS customers
    FROM membership_changes
    WHERE tag IN (${sql.join(tags.map(literal.integer))}) AND recorded <= ${literal.instant(at)}
    GROUP BY tag, value
  `;
}
