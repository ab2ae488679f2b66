import { sql as recordsSql, type Kysely } from "kysely";

/**
 * Each row of the audit contains the hash of the row before. The hash is computed when a transaction commits, under the lock of the head, so
 * that no transaction holds the lock while it works. The head remembers the newest row: removing that row shows too.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table reads add column address text not null default ''`.execute(db);
  await recordsSql`alter table audit add column address text not null default '', add column sequence bigint unique,
    add column previous text, add column hash text`.execute(db);
  await recordsSql`create table audit_head (sequence bigint not null, hash text not null)`.execute(db);
  await recordsSql`insert into audit_head values (0, '')`.execute(db);
  // access/audit/verifyAudit.ts computes the same content again; its test holds the two together.
  await recordsSql`create function chain_audit(audit_id bigint) returns void language plpgsql as $$
    declare head audit_head; entry audit; content text;
    begin
      select * into head from audit_head for update;
      select * into entry from audit where id = audit_id;
      content := jsonb_build_array(head.hash, head.sequence + 1, entry.id, (extract(epoch from entry.at) * 1000000)::bigint,
        entry.actor_kind, entry.actor, entry.actor_name, entry.action, entry.details, entry.request, entry.address)::text;
      update audit set sequence = head.sequence + 1, previous = head.hash, hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')
        where id = audit_id returning sequence, hash into head.sequence, head.hash;
      update audit_head set sequence = head.sequence, hash = head.hash;
    end $$`.execute(db);
  await recordsSql`create function chain_new_audit() returns trigger language plpgsql as $$
    begin perform chain_audit(new.id); return null; end $$`.execute(db);
  await recordsSql`do $$ declare entry record;
    begin for entry in select id from audit order by id loop perform chain_audit(entry.id); end loop; end $$`.execute(db);
  await recordsSql`create constraint trigger audit_chain after insert on audit deferrable initially deferred
    for each row execute function chain_new_audit()`.execute(db);
  await recordsSql`create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'rows of the audit are never changed or deleted'; end $$`.execute(db);
  await recordsSql`create trigger audit_kept before update or delete on audit
    for each row when (old.hash is not null) execute function refuse_audit_change()`.execute(db);
}
