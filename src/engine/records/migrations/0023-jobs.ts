import { sql as recordsSql, type Kysely } from "kysely";

/** Jobs become rows of a durable queue: what they are asked for is kept, so that another process can run them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("jobs").execute();
  await db.schema
    .createTable("jobs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("number", "bigserial", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("input", "jsonb", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("serial", "text")
    .addColumn("single", "text")
    .addColumn("actor_kind", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("lang", "text", (column) => column.notNull())
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("attached", "text")
    .addColumn("start_at", "timestamptz", (column) => column.notNull())
    .addColumn("attempt", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("runner", "text")
    .addColumn("beat_at", "timestamptz")
    .addColumn("step", "jsonb")
    .addColumn("progress", "double precision")
    .addColumn("result", "jsonb")
    .addColumn("problem", "jsonb")
    .addColumn("cancelled_at", "timestamptz")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("started_at", "timestamptz")
    .addColumn("ended_at", "timestamptz")
    .addColumn("forget_at", "timestamptz")
    .execute();
  await recordsSql`create index jobs_queued on jobs (number) where state = 'queued'`.execute(db);
  await recordsSql`create index jobs_running on jobs (runner) where state = 'running'`.execute(db);
  // Two processes that claim at one moment: the second one's update fails here.
  await recordsSql`create unique index jobs_serial on jobs (serial) where state = 'running'`.execute(db);
  await recordsSql`create unique index jobs_single on jobs (single) where state = 'queued'`.execute(db);
  await recordsSql`create index jobs_forget on jobs (forget_at)`.execute(db);
  await db.schema
    .createTable("job_schedules")
    .addColumn("kind", "text", (column) => column.primaryKey())
    .addColumn("cron", "text", (column) => column.notNull())
    .addColumn("timezone", "text", (column) => column.notNull())
    .addColumn("next_at", "timestamptz", (column) => column.notNull())
    .execute();
}
