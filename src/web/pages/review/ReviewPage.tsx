import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { countReviews, listReviews, ReviewKind } from "../../../contract/index.ts";
import { ask, askPages } from "../../api/queries.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Filters } from "../../components/Filters.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { ReviewCard } from "./ReviewCard.tsx";
import "../../components/merge/merge.css";
import "./review.css";

const PAGE_ROWS = 20;

/** Identity questions that wait for a person's decision. The filters are in the address. */
export function ReviewPage() {
  const { t } = useTexts();
  const search = useSearch({ from: "/frame/review" });
  const navigate = useNavigate({ from: "/review" });
  const kind = ReviewKind.options.find((option) => option === search.kind);
  const state = search.state === "kept" ? "kept" : "open";
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listReviews, { state, limit: PAGE_ROWS, ...(kind && { kind }) }),
  );
  const items = data?.pages.flatMap((page) => page.items);
  const first = data?.pages[0];
  const counts = first?.counts;
  const all = counts && counts.clash + counts.shared + counts.many;
  // The list does not move while somebody decides. If it has changed, a button offers to refresh it.
  const now = useQuery(ask(countReviews, {})).data;
  const isOld = state === "open" && now && counts && ReviewKind.options.some((each) => now[each] !== counts[each]);
  const show = (change: { kind?: string | undefined; state?: string | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const labelled = (label: string, count: number | undefined): string => (count ? `${label} ${count}` : label);
  return (
    <div className="tw-page">
      <PageHeader
        title={t("identityReview.title")}
        count={state === "open" ? all : undefined}
        lead={t("identityReview.lead")}
        action={isOld && <Button onClick={() => void refetch()}>{t("identityReview.changed")}</Button>}
      />
      <Filters active={(kind ? 1 : 0) + (state === "kept" ? 1 : 0)} onClear={() => show({ kind: undefined, state: undefined })}>
        <Segmented
          aria-label={t("identityReview.kind")}
          value={kind ?? "all"}
          onChange={(next) => show({ kind: next === "all" ? undefined : next })}
          options={[
            { value: "all", label: labelled(t("identityReview.all"), all) },
            ...ReviewKind.options.map((value) => ({ value, label: labelled(t(`identityReview.${value}`), counts?.[value]) })),
          ]}
        />
        <Segmented
          aria-label={t("identityReview.state")}
          value={state}
          onChange={(next) => show({ state: next === "open" ? undefined : next })}
          options={[
            { value: "open", label: t("identityReview.open") },
            { value: "kept", label: t("identityReview.kept") },
          ]}
        />
      </Filters>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!items && !error && <Skeleton width="100%" height={120} />}
      {items?.length === 0 && (
        <Empty picture="people" title={t("identityReview.none")}>
          {t(state === "open" ? "identityReview.noneHelp" : "identityReview.noneKept")}
        </Empty>
      )}
      <ol className="tw-reviews">
        {items?.map((item) => (
          <li key={item.id}>
            <ReviewCard item={item} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("identityReview.more")}
        </Button>
      )}
    </div>
  );
}
