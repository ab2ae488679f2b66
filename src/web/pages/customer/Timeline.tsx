import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Select } from "antd";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { listCustomerEvents, describeCatalogue } from "../../../contract/index.ts";
import { ask, askPages } from "../../api/queries.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Num } from "../../components/Num.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { entriesOf } from "./entries.ts";
import { TimelineEvent } from "./TimelineEvent.tsx";

interface Props {
  readonly customer: string;
  readonly total: number | undefined;
  readonly event: string | undefined;
  readonly onEvent: (event: string | undefined) => void;
}

const PAGE_ROWS = 60;

/** The events by day, newest first. Only visible lines are rendered. It scrolls with the page. */
export function Timeline({ customer, total, event, onEvent }: Props) {
  const { t, pick } = useTexts();
  const { day, dayInWords } = useFormat();
  const catalogue = useQuery({ ...ask(describeCatalogue, {}), staleTime: 60_000 }).data;
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listCustomerEvents, { customer, event, limit: PAGE_ROWS }),
  );
  const entries = useMemo(
    () =>
      data &&
      entriesOf(
        data.pages.flatMap(({ items }) => items),
        day,
      ),
    [data, day],
  );
  const count = event ? data?.pages[0]?.total : total;

  const loaded = entries !== undefined;
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const [shown, page] = [list.current, document.getElementById("main")];
    if (!shown || !page) return;
    const place = (): void => setTop(shown.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
    // Content above may still grow while it loads, so the offset is measured again.
    const watch = new ResizeObserver(place);
    watch.observe(page.firstElementChild ?? page);
    place();
    return () => watch.disconnect();
  }, [loaded]);

  // oxlint-disable-next-line react/incompatible-library -- its functions are called here and not passed on
  const virtual = useVirtualizer({
    count: entries?.length ?? 0,
    getScrollElement: () => document.getElementById("main"),
    estimateSize: (index) => (entries?.[index]?.kind === "day" ? 38 : 58),
    getItemKey: (index) => entries?.[index]?.key ?? index,
    overscan: 8,
    scrollMargin: top,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (entries && hasNextPage && !isFetchingNextPage && last >= entries.length - 12) void fetchNextPage();
  }, [entries, last, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("customer.timeline")}
          {count != null && (
            <small>
              <Num value={count} />
            </small>
          )}
        </h2>
        <Select
          className="tw-timeline-filter"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("customer.allEvents")}
          aria-label={t("customer.filterEvents")}
          popupMatchSelectWidth={false}
          value={event}
          onChange={(next?: string) => onEvent(next)}
          options={(catalogue?.events ?? []).map(({ code, name }) => ({ value: code, label: pick(name) }))}
        />
      </div>
      <div className="tw-sheet-body">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {!entries && !error && <Bones />}
        {entries?.length === 0 && (
          <Empty picture="timeline" title={t("customer.noEvents")}>
            {t(event ? "customer.noSuchEvents" : "customer.noEventsHelp")}
          </Empty>
        )}
        {entries && entries.length > 0 && (
          <div ref={list} className="tw-timeline" role="feed" aria-busy={isFetchingNextPage} style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start, key }) => {
              const entry = entries[index]!;
              return (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className="tw-timeline-item"
                  style={{ transform: `translateY(${start - top}px)` }}
                >
                  {entry.kind === "day" ? (
                    <h3 className="tw-timeline-day">{dayInWords(entry.day)}</h3>
                  ) : (
                    <TimelineEvent event={entry.event} catalogue={catalogue} />
                  )}
                </div>
              );
            })}
          </div>
        )}
        {isFetchingNextPage && <Bones />}
      </div>
    </section>
  );
}

function Bones() {
  return (
    <div className="tw-timeline-bones" aria-hidden="true">
      {[180, 260, 140, 220].map((width) => (
        <div key={width}>
          <Skeleton width={36} />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}
