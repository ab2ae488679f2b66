import { useQuery } from "@tanstack/react-query";
import { readTagSettings } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useMay } from "../../../api/session.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { QuotaRow } from "./QuotaRow.tsx";
import "./tagSettings.css";

/** The quotas of tags, with what is used of them. */
export function TagSettings() {
  const { t } = useTexts();
  const may = useMay("team.manage");
  const { data, error, refetch } = useQuery(ask(readTagSettings, {}));
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton width="100%" height={160} />;
  const { tags, perCustomer } = data;
  return (
    <section className="tw-sheet tw-settings tw-tag-settings">
      <QuotaRow
        of="tags"
        limit={tags.limit}
        used={tags.used}
        may={may}
        note={tags.used === null ? t("quota.uncounted") : t("quota.tagsUsed", { count: tags.used })}
      />
      <QuotaRow
        of="perCustomer"
        limit={perCustomer.limit}
        used={perCustomer.most}
        may={may}
        note={
          perCustomer.most === null || perCustomer.full === null
            ? t("quota.uncounted")
            : [t("quota.most", { count: perCustomer.most }), perCustomer.full > 0 ? t("quota.full", { count: perCustomer.full }) : ""].join(
                "",
              )
        }
      />
    </section>
  );
}
