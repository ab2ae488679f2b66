import type { CustomerSummary } from "../../../contract/index.ts";
import { TagChip } from "../chip/TagChip.tsx";
import { useTexts } from "../../i18n/index.ts";
import "./strip.css";

/** The order of kinds in the strip. */
const ORDER = { tiered: 0, static: 1, rule: 2, metric: 3 } as const;

/** A customer's tags on one line: as many full chips as fit, and the total number. */
export function TagStrip({ customer: { customer, tags }, but }: { customer: CustomerSummary; but?: string }) {
  const { t } = useTexts();
  const shown = tags.filter(({ code, kind }) => code !== but && kind !== "metric").toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  return (
    <span className="tw-strip">
      <span className="tw-strip-chips">
        {shown.map(({ author: _, ...tag }) => (
          <TagChip key={tag.code} tag={tag} customer={customer} passed />
        ))}
      </span>
      <span className="tw-quiet tw-strip-count" title={t("customers.tagCount", { count: tags.length })}>
        {tags.length}
      </span>
    </span>
  );
}
