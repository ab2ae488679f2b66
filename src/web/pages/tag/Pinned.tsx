import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo } from "react";
import { listPins, type TagDetail } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { PinLine } from "../../components/pin/PinLine.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** Whom people hold in or out of the tag. */
export function Pinned({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listPins, { tag: tag.code, limit: 20 }),
  );
  const pins = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("pin.title")}
          <small>{t("pin.counts", { in: tag.pins.in, out: tag.pins.out })}</small>
        </h2>
      </div>
      <div className="tw-sheet-body tw-pins-list">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {pins.map(({ customer, name, ...pin }) => (
          <PinLine key={customer} pin={pin} place={{ customer, tag }}>
            <Link to="/customers/$customer" params={{ customer: String(customer) }} search={{ why: tag.code }} className="tw-link">
              {name ?? `#${customer}`}
            </Link>
          </PinLine>
        ))}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("pin.more")}
          </Button>
        )}
      </div>
    </section>
  );
}
