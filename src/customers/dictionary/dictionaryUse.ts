import type { z } from "zod";
import { isNamed, readCatalogue } from "../../catalogue/index.ts";
import type { CatalogueUse } from "../../contract/index.ts";
import { instantOfFacts, type Ctx, sql } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { violationsByEvent, violationsOf, unnamedViolations } from "./violations.ts";

/** How often each event and attribute of the catalogue occurs. Entries without a label come first, then by count. */
export async function readCatalogueUse({ ctx }: { ctx: Ctx }): Promise<z.output<typeof CatalogueUse>> {
  requirePermission(ctx, "tag.read");
  const catalogue = await readCatalogue({ ctx });
  const seen = await ctx.facts.rows<{ event: string; events: string; last: string }>(
    sql`
      SELECT event, count() AS events, max(time) AS last
      FROM events
      GROUP BY event
      ORDER BY event
    `,
  );
  const counted = await ctx.facts.rows<{ attribute: string; customers: string }>(
    sql`
      SELECT attribute, uniqCombined(customer) AS customers
      FROM attribute_values
      GROUP BY attribute
      ORDER BY attribute
    `,
  );
  const violations = await violationsByEvent(ctx);
  const violationsOfAttributes = await violationsOf(ctx, null);
  const counts = new Map(seen.map((row) => [row.event, row]));
  const customers = new Map(counted.map((row) => [row.attribute, Number(row.customers)]));

  const events = [...catalogue.events.values()].map(({ code, name, labelled, properties }) => {
    const row = counts.get(code);
    return {
      code,
      name,
      labelled,
      events: Number(row?.events ?? 0),
      lastSeen: row ? formatInstant(instantOfFacts(row.last)) : null,
      properties: properties.size,
      violations: violations.get(code) ?? 0,
    };
  });
  const attributes = [...catalogue.attributes.values()].map((attribute) => ({
    code: attribute.code,
    name: attribute.name,
    type: attribute.type,
    sensitivity: attribute.sensitivity,
    labelled: isNamed(attribute),
    customers: customers.get(attribute.code) ?? 0,
    violations: violationsOfAttributes(attribute.code, attribute.sensitivity),
  }));
  return {
    events: events.toSorted((a, b) => Number(a.labelled) - Number(b.labelled) || b.events - a.events),
    attributes: attributes.toSorted((a, b) => Number(a.labelled) - Number(b.labelled) || b.customers - a.customers),
    unnamed: await unnamedViolations(ctx),
  };
}
