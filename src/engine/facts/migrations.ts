import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
/**
 * The fact store's tables, one list of statements a version; a version that has been released is never edited.
 * Cluster forms (Replicated…, Distributed) are written here too when they come; nothing above this room changes.
 */
export const MIGRATIONS: readonly (readonly Sql[])[] = [
  [
    // All customers: NOT is computed against this set. `batch` is the import or request that made the row.
    sql`CREATE TABLE IF NOT EXISTS customers (
      customer UInt32, created DateTime64(3, 'UTC'), batch UInt64
    ) ENGINE = ReplacingMergeTree ORDER BY customer`,
    sql`CREATE TABLE IF NOT EXISTS identities (
      platform LowCardinality(String), external String, customer UInt32, since DateTime64(3, 'UTC'), batch UInt64,
      INDEX by_customer customer TYPE bloom_filter(0.001) GRANULARITY 1
    ) ENGINE = ReplacingMergeTree ORDER BY (platform, external)`,
    sql`CREATE TABLE IF NOT EXISTS attribute_values (
      attribute LowCardinality(String), customer UInt32,
      at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), batch UInt64,
      text Nullable(String), number Nullable(Decimal(18, 6)), time Nullable(DateTime64(3, 'UTC')), flag Nullable(Bool),
      list Array(String), cleared Bool,
      INDEX by_batch batch TYPE minmax GRANULARITY 1,
      PROJECTION by_customer (SELECT * ORDER BY customer, attribute, at, received)
    ) ENGINE = MergeTree ORDER BY (attribute, customer, at, received)
    SETTINGS lightweight_mutation_projection_mode = 'rebuild', fsync_after_insert = 1`,
    // Sorted so that a measure touches only its own event's rows; fields are added by the catalogue. By time for the clock, by
    // customer for profiles and lists: without it, fifty customers of a page cost nearly a scan.
    sql`CREATE TABLE IF NOT EXISTS events (
      event LowCardinality(String), customer UInt32,
      time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), id UInt128,
      received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), batch UInt64, extra String CODEC(ZSTD(3)),
      INDEX by_batch batch TYPE minmax GRANULARITY 1,
      PROJECTION by_time (SELECT event, time, customer ORDER BY event, time),
      PROJECTION by_customer (SELECT customer, time, event ORDER BY customer, time)
    ) ENGINE = MergeTree ORDER BY (event, customer, time)
    SETTINGS lightweight_mutation_projection_mode = 'rebuild', fsync_after_insert = 1`,
    // Who has what now: one row a tag and tier, the bitmap of its customers. The latest evaluation wins.
    sql`CREATE TABLE IF NOT EXISTS members (
      tag UInt32, value String, evaluation UInt64, customers AggregateFunction(groupBitmap, UInt32)
    ) ENGINE = ReplacingMergeTree(evaluation) ORDER BY (tag, value) SETTINGS index_granularity = 1, fsync_after_insert = 1`,
    // What changed: one row a tag, tier and evaluation in which anybody entered or left.
    sql`CREATE TABLE IF NOT EXISTS ledger (
      tag UInt32, value String, evaluation UInt64, at DateTime64(3, 'UTC'), recorded DateTime64(3, 'UTC'),
      cause LowCardinality(String), version UInt32, actor String,
      entered AggregateFunction(groupBitmap, UInt32), left AggregateFunction(groupBitmap, UInt32)
    ) ENGINE = MergeTree ORDER BY (tag, value, evaluation) SETTINGS index_granularity = 1, fsync_after_insert = 1`,
    // Metric tags: the value a customer has, the latest evaluation's; both columns NULL where there is none any more. A time
    // since is kept as the instant, so that it does not change while nothing happens.
    sql`CREATE TABLE IF NOT EXISTS metrics (
      tag UInt32, customer UInt32, evaluation UInt64, number Nullable(Decimal(38, 6)), time Nullable(DateTime64(3, 'UTC'))
    ) ENGINE = ReplacingMergeTree(evaluation) PARTITION BY tag ORDER BY (tag, customer) SETTINGS fsync_after_insert = 1`,
  ],
  [
    // Who an identity points at changes: every claim is a row, the greatest holds (see identity/read/claims.ts).
    sql`ALTER TABLE identities ADD COLUMN IF NOT EXISTS claim UInt64, MODIFY ORDER BY (platform, external, claim)`,
    sql`ALTER TABLE identities ADD INDEX IF NOT EXISTS by_batch batch TYPE minmax GRANULARITY 1`,
    // The identity that brought a row, as a checksum: by it the row follows that identity when customers are merged or split. Rows
    // are taken away by patches: a mutation would write the projections of whole parts anew.
    sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS origin UInt32 AFTER batch`,
    sql`ALTER TABLE events MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1`,
    sql`ALTER TABLE attribute_values ADD COLUMN IF NOT EXISTS origin UInt32 AFTER batch`,
    sql`ALTER TABLE attribute_values MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1`,
    // Identities seen together, from both ends; a decision is a person's word about the two.
    sql`CREATE TABLE IF NOT EXISTS links (
      platform LowCardinality(String), external String, other_platform LowCardinality(String), other_external String,
      decision UInt64, joined Bool, since DateTime64(3, 'UTC'), batch UInt64,
      INDEX by_batch batch TYPE minmax GRANULARITY 1
    ) ENGINE = ReplacingMergeTree ORDER BY (platform, external, other_platform, other_external, decision) SETTINGS fsync_after_insert = 1`,
    // Until now nobody wrote down what was seen together: all identities of a customer were, with its first.
    sql`INSERT INTO links SELECT if(there, p, fp), if(there, e, fe), if(there, fp, p), if(there, fe, e), 0, true, since, batch FROM (
      SELECT toString(i.platform) AS p, i.external AS e, f.first.1 AS fp, f.first.2 AS fe, i.since AS since, i.batch AS batch, arrayJoin([true, false]) AS there
      FROM identities AS i FINAL INNER JOIN (
        SELECT customer, min((toString(platform), external)) AS first FROM identities FINAL GROUP BY customer HAVING count() > 1
      ) AS f ON i.customer = f.customer WHERE (toString(i.platform), i.external) != f.first)`,
    // Customers whose rows came or went because identities moved: the next evaluation looks at them.
    sql`CREATE TABLE IF NOT EXISTS moved (customer UInt32, batch UInt64) ENGINE = MergeTree ORDER BY (batch, customer)`,
  ],
  [
    // What is acknowledged survives a power cut, who it is about included.
    sql`ALTER TABLE customers MODIFY SETTING fsync_after_insert = 1`,
    sql`ALTER TABLE identities MODIFY SETTING fsync_after_insert = 1`,
    // Numbers of events of the last months: a message sent again is known by it wherever its time and its customer have gone since. The
    // last 64 bits of an event's id, for a hundred million of them share one by chance in 4,000 worlds. A lookup of some hundred reads
    // as many granules, so granules and blocks are small.
    sql`CREATE TABLE IF NOT EXISTS messages (key UInt64, batch UInt64 CODEC(T64, ZSTD(1)), month Date) ENGINE = MergeTree
      PARTITION BY month ORDER BY key
      SETTINGS index_granularity = 1024, min_compress_block_size = 4096, max_compress_block_size = 16384, fsync_after_insert = 1`,
    sql`INSERT INTO messages SELECT toUInt64(id), batch, toStartOfMonth(received) FROM events WHERE received > now() - INTERVAL 92 DAY`,
  ],
  [
    // Values dated ahead become true by the clock. There are few, and only their granules are read to find them.
    sql`ALTER TABLE attribute_values ADD INDEX IF NOT EXISTS by_at at TYPE minmax GRANULARITY 1`,
    sql`ALTER TABLE attribute_values MATERIALIZE INDEX by_at`,
  ],
  [
    // Products; the newest row of a SKU is valid. Imports fill in from it what orders leave out.
    sql`CREATE TABLE IF NOT EXISTS products (
      sku String, received DateTime64(3, 'UTC'), batch UInt64,
      title Nullable(String), brand Nullable(String), category Nullable(String), price Nullable(Decimal(18, 6))
    ) ENGINE = MergeTree ORDER BY (sku, received) SETTINGS fsync_after_insert = 1`,
  ],
  [
    // A commit of messages looks up some tens of identities out of all, which unpacks nearly every block where blocks are large: of these
    // small ones it is a third of the work at a million. The indices are as coarse as they were. Copied back as well: another process
    // may have written in between; what is said twice is one row.
    sql`CREATE TABLE IF NOT EXISTS identities_fine (
      platform LowCardinality(String), external String, customer UInt32, since DateTime64(3, 'UTC'), batch UInt64, claim UInt64,
      INDEX by_customer customer TYPE bloom_filter(0.001) GRANULARITY 8, INDEX by_batch batch TYPE minmax GRANULARITY 8
    ) ENGINE = ReplacingMergeTree ORDER BY (platform, external, claim)
      SETTINGS index_granularity = 1024, min_compress_block_size = 4096, max_compress_block_size = 16384, fsync_after_insert = 1`,
    sql`INSERT INTO identities_fine SELECT platform, external, customer, since, batch, claim FROM identities`,
    sql`EXCHANGE TABLES identities AND identities_fine`,
    sql`INSERT INTO identities SELECT platform, external, customer, since, batch, claim FROM identities_fine`,
    sql`DROP TABLE identities_fine`,
  ],
  [
    // Calendar days beside instants.
    sql`ALTER TABLE attribute_values ADD COLUMN IF NOT EXISTS date Nullable(Date32) AFTER time`,
  ],
  [
    // Whose id it was and a digest of the content: another sender's id is another event, and different content under one id is noticed. `own` is
    // the event's number where that is not the key: the second sender's.
    sql`ALTER TABLE messages ADD COLUMN IF NOT EXISTS sender LowCardinality(String), ADD COLUMN IF NOT EXISTS content UInt64,
      ADD COLUMN IF NOT EXISTS own UInt64`,
    // Milliseconds by which the time was moved from what its sender wrote, and by which that sender's clock was off.
    sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS clock_moved Int64 AFTER origin, ADD COLUMN IF NOT EXISTS clock_skew Int64 AFTER clock_moved`,
  ],
  [
    // The greatest number is the writer's: statements under a smaller one are refused.
    sql`CREATE TABLE IF NOT EXISTS writer_fences (fence UInt64, at DateTime) ENGINE = MergeTree ORDER BY fence SETTINGS fsync_after_insert = 1`,
  ],
  [
    // Which records these facts belong to (engine/pairing.ts).
    sql`CREATE TABLE IF NOT EXISTS store (id String, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1`,
  ],
  [
    // The names of the glossary. A table that was renamed already is skipped, so that this may run twice.
    sql`RENAME TABLE IF EXISTS ledger TO membership_changes`,
    sql`RENAME TABLE IF EXISTS moved TO marked_customers`,
  ],
  [
    // Batches of messages whose rows are taken back: a statement that writes rows of one and begins later is refused. No statement arrives
    // days late.
    sql`CREATE TABLE IF NOT EXISTS withdrawn_batches (batch UInt64, at DateTime) ENGINE = MergeTree ORDER BY batch
      TTL at + INTERVAL 30 DAY SETTINGS fsync_after_insert = 1`,
  ],
  [
    // Seconds.
    sql`ALTER TABLE attribute_values ADD COLUMN IF NOT EXISTS duration Nullable(Decimal(18, 6)) AFTER date`,
  ],
];
