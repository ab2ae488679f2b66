import { readCatalogue, STORED_TYPES, type Catalogue } from "../catalogue/index.ts";
import type { TagDetail } from "../contract/index.ts";
import { instantOfFacts, literal, type Ctx, sql } from "../engine/index.ts";
import { sees } from "../customers/index.ts";
import { formatInstant, requirePermission } from "../kernel/index.ts";
import { countEverybody, countMembers, evaluatedUntil, isTimeSince, isZeroWithout, overridesInForce } from "../membership/index.ts";
import { measuredFieldsOf } from "../explain/index.ts";
import { readPendingTags, populationWideTags } from "../updates/index.ts";
import {
  conditionsOf,
  dependenciesOf,
  measureOf,
  runOfType,
  sentenceOf,
  tagsCalled,
  tagSentence,
  typeOfMetric,
  valuesOf,
  type TagRule,
} from "../rules/index.ts";
import { documentOf, findTag, visibleTags, readUses, retiredTag, type TagRecord, type TagSet, type VisibleTags } from "../tags/index.ts";
import { countMetricValues } from "./countMetricValues.ts";
import { summaryOf } from "./summary.ts";

/** One tag: its definition as words and as document, its dependencies, its members and their history. @throws TAG_NOT_FOUND */
export async function readTag({ ctx, input }: { ctx: Ctx; input: { tag: string } }): Promise<TagDetail> {
  requirePermission(ctx, "tag.read");
  const set = await visibleTags(ctx);
  const tag = (await retiredCalled(ctx, set, input.tag)) ?? findTag(set, input.tag);
  const [customers, counts, catalogue] = await Promise.all([countEverybody(ctx), countMembers(ctx), readCatalogue({ ctx })]);
  const words = { catalogue, tags: set.refs, timezone: ctx.workspace.timezone };
  const own = counts.filter((count) => count.tag === tag.id);
  const { rule } = tag;
  const values =
    rule === null
      ? []
      : valuesOf(rule).map((value) => {
          const condition = conditionsOf(rule).find((one) => one.value === value);
          return {
            value,
            sentence: condition ? sentenceOf(condition.rule, words) : null,
            members: tag.evaluatedAt ? (own.find((count) => count.value === value)?.members ?? 0) : null,
          };
        });
  const named = (rule ? dependenciesOf(rule) : []).flatMap((dependency) => (dependency.kind === "tag" ? [dependency.tag] : []));
  return {
    ...summaryOf(tag, counts, await countMetricValues(ctx, set, customers), customers),
    revision: tag.revision,
    meaning: tag.meaning,
    aliases: [...tag.aliases],
    notes: tag.notes,
    criteria: tag.criteria,
    purpose: tag.purpose,
    review: tag.review,
    definition: documentOf(tag),
    sentence: rule ? tagSentence(rule, words) : null,
    values,
    spread: rule && measureOf(rule) && tag.evaluatedAt ? shownSpread(ctx, rule, catalogue, await spreadOf(ctx, tag, customers)) : null,
    uses: [...new Set(named)].filter((code) => set.tags.has(code)),
    usedBy: [...(await readUses({ ctx, set })).ofTag(tag.code)],
    overrides: await overridesOn(ctx, tag.id),
    populationWide: await populationWideOf(ctx, set.all, tag),
    changes: await changesOf(ctx, tag.id),
  };
}

/** A retired tag, where no other tag has that code or name. */
async function retiredCalled(ctx: Ctx, set: VisibleTags, name: string): Promise<TagRecord | undefined> {
  return tagsCalled(set.tags.values(), name).length > 0 ? undefined : retiredTag(ctx, set, name);
}

async function overridesOn(ctx: Ctx, tag: number): Promise<TagDetail["overrides"]> {
  const overrides = await overridesInForce(ctx, ctx.clock(), { tags: [tag] });
  const inside = overrides.filter((override) => override.direction === "in").length;
  return { in: inside, out: overrides.length - inside };
}

async function populationWideOf(ctx: Ctx, set: TagSet, tag: TagRecord): Promise<TagDetail["populationWide"]> {
  if (!populationWideTags(set).has(tag.code)) return null;
  const { codes } = await readPendingTags(ctx, set);
  return { at: tag.evaluatedAt ? formatInstant(tag.evaluatedAt.getTime()) : null, waiting: codes.has(tag.code) };
}

async function changesOf(ctx: Ctx, tag: number): Promise<TagDetail["changes"]> {
  const rows = await ctx.facts.rows<{ at: string; cause: string; entered: string; left: string }>(
    sql`
      SELECT
        max(l.at) AS at,
        argMax(l.cause, bitmapCardinality(l.entered) + bitmapCardinality(l.left)) AS cause,
        sum(bitmapCardinality(l.entered)) AS entered,
        sum(bitmapCardinality(l.left)) AS left
      FROM membership_changes AS l
      WHERE tag = ${literal.integer(tag)}
      GROUP BY evaluation
      ORDER BY evaluation DESC
      LIMIT 30
    `,
  );
  return rows.map((row) => ({
    at: formatInstant(instantOfFacts(row.at)),
    entered: Number(row.entered),
    left: Number(row.left),
    cause: row.cause,
  }));
}

/** The smallest and the largest value of a personal number belong to one customer, so they are hidden. */
function shownSpread(ctx: Ctx, rule: TagRule, catalogue: Catalogue, spread: TagDetail["spread"]): TagDetail["spread"] {
  if (spread === null || measuredFieldsOf(rule, catalogue).every(({ sensitivity }) => sees(ctx, sensitivity))) return spread;
  return { customers: spread.customers, minimum: null, median: null, average: null, maximum: null };
}

/** Exact order statistics of a metric. Customers without events count as 0 if the metric of nothing is 0. */
async function spreadOf(ctx: Ctx, tag: TagRecord, customers: number): Promise<TagDetail["spread"]> {
  const zero = isZeroWithout(tag.rule);
  const until = literal.integer((await evaluatedUntil(ctx)) ?? ctx.clock());
  // A metric "time since" is stored as an instant. People read it as completed days.
  const number = isTimeSince(tag.rule)
    ? sql`CAST(intDiv(${until} - toUnixTimestamp64Milli(time), 86400000) AS Nullable(Decimal(38, 6)))`
    : sql`number`;
  const rows = sql`
    SELECT ${number} AS number, time
    FROM metrics FINAL
    WHERE tag = ${literal.integer(tag.id)}
      AND (isNotNull(metrics.number) OR isNotNull(metrics.time))
  `;
  const type = typeOfMetric(tag.rule) ?? "number";
  const value = sql.id(isTimeSince(tag.rule) ? "number" : runOfType(type).metric!);
  const missing = zero
    ? sql` UNION ALL SELECT CAST(0 AS Nullable(Decimal(38, 6))) AS number, CAST(NULL AS Nullable(DateTime64(3, 'UTC'))) AS time FROM numbers(toUInt64(greatest(${literal.integer(customers)} - assumeNotNull((SELECT count() FROM (${rows}))), 0)))`
    : sql.empty;
  const average =
    value.text === "time"
      ? sql`NULL`
      : sql`if(count() = 0, NULL, divideDecimal(toDecimal256(sum(number), 6), toDecimal256(count(), 0), 6))`;
  const [row] = await ctx.facts.rows<{
    customers: string;
    minimum: string | null;
    median: string | null;
    average: string | null;
    maximum: string | null;
  }>(
    sql`
      SELECT
        count() AS customers,
        min(${value}) AS minimum,
        quantileExactLow(0.5)(${value}) AS median,
        toString(${average}) AS average,
        max(${value}) AS maximum
      FROM (${rows}${missing})
    `,
  );
  const text = (found: string | null) => (found === null || row!.customers === "0" ? null : String(STORED_TYPES[type].shown(found)));
  return {
    customers: Number(row!.customers),
    minimum: text(row!.minimum),
    median: text(row!.median),
    average: text(row!.average),
    maximum: text(row!.maximum),
  };
}
