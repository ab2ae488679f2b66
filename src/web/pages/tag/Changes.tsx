import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { tagHistory, type TagDetail, type TagMoves } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { Chart } from "../../charts/Chart.tsx";
import type { ChartData } from "../../charts/option.ts";
import { Ago } from "../../components/Ago.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Moves } from "../../components/Moves.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useActorName } from "../../components/useActorName.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { MovedDrawer } from "./MovedDrawer.tsx";

const PAGE_ROWS = 60;
const LISTED_ROWS = 5;
const FEWEST_BARS = 4;

/** The changes of members: a bar chart if there are enough, and a list of the latest changes with links to their customers. */
export function Changes({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const { day, clock, exact } = useFormat();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(tagHistory, { tag: tag.code, limit: PAGE_ROWS }),
  );
  const changes = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const [listed, setListed] = useState(LISTED_ROWS);
  const [open, setOpen] = useState<TagMoves>();
  const drawn = useMemo(() => withoutFirst(changes ?? [], tag.members ?? 0).toReversed(), [changes, tag.members]);
  const chart = useMemo<ChartData>(
    () => ({
      kind: "bars",
      x: drawn.map(({ at }) => `${day(at)} ${clock(at)}`),
      series: [
        { name: t("tags.entered"), values: drawn.map(({ entered }) => entered), tone: "accent" },
        { name: t("tags.left"), values: drawn.map(({ left }) => -left), tone: "mute" },
      ],
    }),
    [drawn, day, clock, t],
  );
  const more = (): void => {
    setListed(listed + PAGE_ROWS);
    if (changes && listed + PAGE_ROWS > changes.length && hasNextPage) void fetchNextPage();
  };
  /** A single cause by name; several causes each with their number of moves. */
  const causesOf = ({ causes }: TagMoves): string => {
    const named = causes.map(({ cause, customers }) => ({ name: t(`cause.${cause as "rule"}`, { defaultValue: cause }), customers }));
    return named.length === 1 ? named[0]!.name : named.map(({ name, customers }) => `${name} ${exact(customers)}`).join("、");
  };
  return (
    <section className="tw-sheet">
      {drawn.length >= FEWEST_BARS ? (
        <Chart
          title={t("tag.changes")}
          label={t("tag.changesLabel", { count: drawn.length })}
          xName={t("tag.time")}
          data={chart}
          height={168}
          place={shortPlace}
        />
      ) : (
        <div className="tw-sheet-head">
          <h2>{t("tag.changes")}</h2>
        </div>
      )}
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      <ul className="tw-sheet-body tw-lines">
        {!changes && !error && (
          <li>
            <Skeleton width="60%" />
          </li>
        )}
        {changes?.slice(0, listed).map((change) => (
          <li key={change.evaluation}>
            <button type="button" className="tw-tag-change" title={t("history.openMoved")} onClick={() => setOpen(change)}>
              <span>
                <Ago at={change.at} />
              </span>
              <span className="tw-quiet tw-cut">
                {causesOf(change)} · {actorName(change.actor)} · v{change.version}
                {change.changed > 0 && ` · ${t("history.changedCount", { count: change.changed, shown: exact(change.changed) })}`}
              </span>
              <Moves entered={change.entered} left={change.left} />
            </button>
          </li>
        ))}
        {changes?.length === 0 && <li className="tw-lines-none">{t("tag.noChanges")}</li>}
        {changes && (changes.length > listed || hasNextPage) && (
          <li>
            <Button size="small" loading={isFetchingNextPage} onClick={more}>
              {t("history.older")}
            </Button>
          </li>
        )}
      </ul>
      <MovedDrawer tag={tag} change={open} onClose={() => setOpen(undefined)} />
    </section>
  );
}

/** Leaves out the first evaluation, which adds all members at once. Next to its bar the others would be invisible. */
function withoutFirst(changes: readonly TagMoves[], members: number): readonly TagMoves[] {
  const first = changes.at(-1);
  return first && changes.length > FEWEST_BARS && first.left === 0 && first.entered > members / 4 ? changes.slice(0, -1) : changes;
}

/** `2026-11-22 11:20` as `11-22`. */
function shortPlace(x: string): string {
  return x.slice(5, 10);
}
