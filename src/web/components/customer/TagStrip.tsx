import type { CustomerSummary } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { TagChip } from "../chip/TagChip.tsx";
import { useTexts } from "../../i18n/index.ts";
import { webTagKind } from "../../tagKinds/index.ts";
import "./strip.css";

/** A customer's tags on one line: as many full chips as fit, and the total number. */
export function TagStrip({ customer: { customer, tags }, but }: { customer: CustomerSummary; but?: string }) {
  const { t } = useTexts();
  const shown = tags
    .filter(({ code, kind }) => code !== but && tagKind(kind).hasMembers)
    .toSorted((a, b) => webTagKind(a.kind).placeOnCustomer - webTagKind(b.kind).placeOnCustomer);
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
