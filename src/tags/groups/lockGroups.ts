import { sql as recordsSql } from "kysely";
import type { RecordsTx } from "../../engine/index.ts";
import { readGroups, type TagGroups } from "./tagGroups.ts";

/**
 * The groups as they are, and stay until the transaction ends. Two moves at once could else put two groups under each other, and two
 * publications could make one group twice. Reading goes on meanwhile.
 */
export async function lockGroups(tx: RecordsTx): Promise<TagGroups> {
  await recordsSql`lock table tag_groups in share row exclusive mode`.execute(tx);
  return readGroups(tx);
}
