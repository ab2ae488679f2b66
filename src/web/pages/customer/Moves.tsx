import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo } from "react";
import { customerHistory, type CustomerMove } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { Empty } from "../../components/Empty.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useActorName } from "../../components/useActorName.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useUntil } from "../../components/useUntil.ts";
import { useTexts } from "../../i18n/index.ts";

const PAGE_ROWS = 50;

/** The membership history of one customer, newest first. */
export function TagMovesOn({ customer }: { customer: string }) {
  const { t } = useTexts();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(customerHistory, { customer, limit: PAGE_ROWS }),
  );
  const moves = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>{t("history.ofCustomer")}</h2>
      </div>
      <div className="tw-sheet-body">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {!moves && !error && <Skeleton width="70%" />}
        {moves?.length === 0 && (
          <Empty picture="timeline" title={t("history.none")}>
            {t("history.noneHelp")}
          </Empty>
        )}
        {moves && moves.length > 0 && (
          <ol className="tw-moved">
            {moves.map((move) => (
              <Line key={`${move.evaluation} ${move.tag.code}`} move={move} />
            ))}
          </ol>
        )}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("history.older")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Line({ move: { at, tag, move, from, to, cause, version, actor, reason, until } }: { move: CustomerMove }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const { day, clock, instant } = useFormat();
  const untilText = useUntil();
  return (
    <li>
      <time dateTime={at} title={instant(at)}>
        {day(at)} <span className="tw-quiet">{clock(at)}</span>
      </time>
      <span className={`tw-moved-way tw-moved-${move}`}>{t(`history.${move}`)}</span>
      <span className="tw-moved-tag">
        <TagChip tag={{ ...tag, value: move === "changed" ? `${from} → ${to}` : (to ?? from) }} />
      </span>
      <span className="tw-quiet tw-moved-why">
        {t(`cause.${cause as "rule"}`, { defaultValue: cause })} · {actorName(actor)} · v{version}
      </span>
      {(reason !== null || until !== null) && (
        <span className="tw-moved-said tw-quiet">
          {[reason, until === null ? null : untilText(until)].filter((part) => part !== null).join(" · ")}
        </span>
      )}
    </li>
  );
}
