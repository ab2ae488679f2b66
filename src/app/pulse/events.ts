import type { LiveEvent } from "../../contract/index.ts";
import type { Actor, Permission } from "../../kernel/index.ts";
import type { Jobs } from "../../jobs/index.ts";
import type { Difference } from "./difference.ts";
import type { Hearing } from "./hearing.ts";

/** News of one look: the difference, with the counts of the tags concerned where members changed. */
export interface News extends Omit<Difference, "membersSince"> {
  readonly members: { readonly all: boolean; readonly tags: readonly { readonly tag: string; readonly members: number }[] } | null;
}

/** What one must be allowed to do to be told that something of the kind changed; reading tags for all others. */
const NEEDS: Readonly<Record<string, Permission>> = {
  key: "team.manage",
  person: "team.manage",
  department: "team.manage",
  grant: "team.manage",
  webhook: "connection.manage",
  delivery: "connection.manage",
  source: "connection.manage",
  import: "data.import",
  upload: "data.import",
  customer: "customer.read",
};

type Listening = Pick<Actor, "id" | "permissions">;

/** The news as this actor may hear it. */
export function eventsFor(actor: Listening, news: News, rights: Jobs["rights"], { seesAll, hidden }: Hearing): LiveEvent[] {
  const may = (permission: Permission) => actor.permissions.has(permission);
  const events: LiveEvent[] = [];
  if (news.members && may("tag.read")) {
    const tags = news.members.tags.filter(({ tag }) => !hidden.has(tag));
    // Changes of hidden tags alone are not told at all.
    if (tags.length > 0 || news.members.tags.length === 0)
      events.push({ kind: "members", all: news.members.all, tags: tags.map((each) => ({ ...each })) });
  }
  if (news.running !== null && may("tag.read")) events.push({ kind: "evaluation", running: news.running });
  if (news.facts && (may("customer.read") || may("tag.read"))) events.push({ kind: "facts" });
  // Whoever gains or loses a right sees other tags from then on.
  const changed = news.what.includes("grant") ? [...new Set([...news.what, "tag"])] : news.what;
  const what = changed.filter((entity) => may(NEEDS[entity] ?? "tag.read"));
  if (what.length > 0) events.push({ kind: "changed", what });
  for (const { actor: starter, ...job } of news.jobs) {
    const { start, see } = rights(actor, job.kind);
    // Steps name files and tags: they are for who may start such a job and sees all tags.
    if ((start && seesAll) || starter === actor.id) events.push({ kind: "job", job });
    else if (see || start) events.push({ kind: "job", job: { ...job, step: null } });
  }
  return events;
}
