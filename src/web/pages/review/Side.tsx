import { Link } from "@tanstack/react-router";
import type { ReviewItem } from "../../../contract/index.ts";
import { IdentityText } from "../../components/merge/IdentityText.tsx";
import { useTexts } from "../../i18n/index.ts";

/** An identity and the customer who has it. */
export function Side({ side: { identity, customer, name }, strong = false }: { side: ReviewItem["subject"]; strong?: boolean }) {
  const { t } = useTexts();
  return (
    <div className={strong ? "tw-review-side tw-review-strong" : "tw-review-side"}>
      <IdentityText identity={identity} />
      {customer === null ? (
        <span className="tw-quiet">{t("identityReview.nobody")}</span>
      ) : (
        <Link to="/customers/$customer" params={{ customer: String(customer) }} search={{ view: "identities" }} className="tw-link">
          {name ?? ""} <span className="tw-quiet">#{customer}</span>
        </Link>
      )}
    </div>
  );
}
