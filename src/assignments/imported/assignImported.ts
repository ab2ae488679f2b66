import { audit } from "../../access/index.ts";
import { readCatalogue } from "../../catalogue/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { tagKind } from "../../kernel/index.ts";
import { type Giving, noteTagging } from "../../imports/index.ts";
import {
  affectedBy,
  guardedTags,
  loadTags,
  noteEvaluated,
  publishTags,
  readDocument,
  rulesOf,
  visibleTags,
  type TagRecord,
  type TagSet,
} from "../../tags/index.ts";
import { asEvaluation, commitMembers, evaluatedUntil, exclusively, withMembersStage } from "../../membership/index.ts";
import { evaluateEverythingNow } from "../../updates/index.ts";
import { membersSql, LONG_STATEMENT } from "./importedSql.ts";
import { requireCustomerQuota } from "../settings/customerQuota.ts";
import { exclusiveGroupsOf, exclusiveMembersSql, givenTagsSql } from "./exclusiveImported.ts";
import { overrideImported } from "./overrideImported.ts";

/**
 * Gives an import's tags to its customers. Static tags become members; for rule and tiered tags, an override is set where the rule answers
 * otherwise. The work is recorded before it begins, so that it can be undone after a crash.
 * @throws TAGS_OVERRIDES_MANY, TAG_QUOTA, CUSTOMER_TAG_QUOTA
 */
export async function assignImported(ctx: Ctx, giving: Giving): Promise<{ tagged: number }> {
  return exclusively(ctx, async () => {
    const { tagged, set, concerned } = await asEvaluation(ctx, "import", ctx.clock(), (evaluation) => assign(ctx, giving, evaluation));
    // Tags whose rules name these tags are evaluated at once. Before the first evaluation there are no members to update.
    const depends = affectedBy(rulesOf(set, set.tags.keys()), new Set(concerned.map(({ code }) => code)));
    const others = [...depends].some((code) => !concerned.some((tag) => tag.code === code));
    if (tagged > 0 && others && (await evaluatedUntil(ctx)) !== null) await evaluateEverythingNow(ctx, {});
    return { tagged };
  });
}

interface Assigned {
  readonly tagged: number;
  readonly set: TagSet;
  readonly concerned: readonly TagRecord[];
}

async function assign(ctx: Ctx, { batch, file, table, words }: Giving, evaluation: number): Promise<Assigned> {
  const tagging = { evaluation, created: words.create.map(({ code }) => code) };
  await noteTagging(ctx.records, batch, tagging);
  await makeTags(ctx, words.create);
  const set = await loadTags({ ctx });
  const places = [...words.places].flatMap(([word, { tag, value }]) => {
    const found = set.tags.get(tag);
    return found ? [{ word, tag: found, value }] : [];
  });
  const decided = places.filter(({ tag }) => !tagKind(tag.kind).isAssigned);
  await overrideImported(ctx, { batch, file, table }, decided);
  const named = [...new Set(places.map(({ tag }) => tag))];
  const exclusive = exclusiveGroupsOf(set, named);
  const grouped = exclusive.flatMap(({ tags }) => tags);
  const guarded = await guardedTags(ctx, set, grouped);
  const inside = new Set(grouped.filter(({ id }) => !guarded.has(id)));
  const others = named.filter((tag) => !grouped.includes(tag));
  const concerned = [...others, ...inside];
  return withMembersStage(ctx, async (stage) => {
    await ctx.facts.run(
      sql`
        INSERT INTO ${sql.id(stage)}
        ${staticTagsSql(
          table,
          places.filter(({ tag }) => others.includes(tag)),
        )}
        UNION ALL
        ${membersSql(others)}
      `,
      LONG_STATEMENT,
    );
    if (exclusive.length > 0)
      await ctx.facts.run(
        sql`
          INSERT INTO ${sql.id(stage)}
          ${exclusiveMembersSql(exclusive, givenTagsSql(table, places), guarded)}
        `,
        LONG_STATEMENT,
      );
    await requireCustomerQuota(ctx, set, concerned, (check) => check(stage));
    const cause = { evaluation, at: ctx.clock(), cause: "import", actor: ctx.actor.name } as const;
    const delta = await commitMembers(ctx, sql.id(stage), concerned, cause);
    const tagged = delta.reduce((sum, { enter }) => sum + enter, 0);
    const ids = concerned.flatMap(({ id, kind }) => (tagKind(kind).isAssigned ? [id] : []));
    await ctx.records.transaction().execute(async (tx) => {
      await noteEvaluated(tx, ids, ctx.clock());
      await audit(tx, ctx, "tag.import", { import: batch, tags: concerned.map(({ code }) => code), tagged, created: tagging.created });
    });
    return { tagged, set, concerned };
  });
}

async function makeTags(ctx: Ctx, wanted: Giving["words"]["create"]): Promise<void> {
  if (wanted.length === 0) return;
  const document = { tags: wanted.map(({ code, name }) => ({ code, name: { zh: name, en: name }, kind: "static" })) };
  const { definitions } = readDocument(document, await visibleTags(ctx), await readCatalogue({ ctx }), ctx.workspace.timezone, false);
  await publishTags({ ctx, input: { definitions, prune: false } });
}

const NO_MEMBERS = sql`
  SELECT toUInt32(0), '', groupBitmapState(toUInt32(0))
  WHERE false
  GROUP BY tuple()
`;

/** Bitmaps of the customers of each static tag in the file. */
function staticTagsSql(table: string, places: readonly { readonly word: string; readonly tag: TagRecord }[]): Sql {
  const statics = places.filter(({ tag }) => tagKind(tag.kind).isAssigned);
  if (statics.length === 0) return NO_MEMBERS;
  const words = literal.texts(statics.map(({ word }) => word));
  const ids = sql`[${sql.join(statics.map(({ tag }) => literal.integer(tag.id)))}]`;
  return sql`
    SELECT tag, '', groupBitmapState(customer)
    FROM (
      SELECT toUInt32(transform(word, ${words}, ${ids}, 0)) AS tag, customer
      FROM ${sql.id(table)}
    )
    WHERE tag != 0
    GROUP BY tag
  `;
}
