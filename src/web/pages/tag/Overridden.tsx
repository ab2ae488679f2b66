import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo } from "react";
import { listOverrides, type TagDetail } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { OverrideLine } from "../../components/override/OverrideLine.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The customers with an override on the tag. */
export function Overridden({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listOverrides, { tag: tag.code, limit: 20 }),
  );
  const overrides = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("override.title")}
          <small>{t("override.counts", { in: tag.overrides.in, out: tag.overrides.out })}</small>
        </h2>
      </div>
      <div className="tw-sheet-body tw-overrides-list">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {overrides.map(({ customer, name, ...override }) => (
          <OverrideLine key={customer} override={override} place={{ customer, tag }}>
            <Link to="/customers/$customer" params={{ customer: String(customer) }} search={{ why: tag.code }} className="tw-link">
              {name ?? `#${customer}`}
            </Link>
          </OverrideLine>
        ))}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("override.more")}
          </Button>
        )}
      </div>
    </section>
  );
}
