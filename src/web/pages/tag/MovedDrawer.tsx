import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Drawer, Segmented } from "antd";
import { useMemo, useState } from "react";
import { tagMoves, type TagDetail, type TagMoves } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";

/** The customers who entered or left in one change, in a drawer. */
export function MovedDrawer({ tag, change, onClose }: { tag: TagDetail; change: TagMoves | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const { day, clock } = useFormat();
  const phone = usePhone();
  const [last, setLast] = useState(change);
  if (change && change !== last) setLast(change);
  const shown = change ?? last;
  return (
    <Drawer
      open={change !== undefined}
      onClose={onClose}
      size={phone ? "100%" : 420}
      title={shown ? t("history.movedAt", { at: `${day(shown.at)} ${clock(shown.at)}` }) : ""}
    >
      {shown && <Moved key={shown.evaluation} tag={tag} change={shown} />}
    </Drawer>
  );
}

function Moved({ tag, change }: { tag: TagDetail; change: TagMoves }) {
  const { t } = useTexts();
  const { short } = useFormat();
  const [moved, setMoved] = useState<"entered" | "left">(change.entered + change.changed > 0 ? "entered" : "left");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(tagMoves, { tag: tag.code, evaluation: change.evaluation, moved, limit: 100 }),
  );
  const customers = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  return (
    <div className="tw-override-why">
      <Segmented
        block
        value={moved}
        onChange={setMoved}
        options={[
          { value: "entered" as const, label: `${t("tags.entered")} ${short(change.entered + change.changed)}` },
          { value: "left" as const, label: `${t("tags.left")} ${short(change.left + change.changed)}` },
        ]}
      />
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!customers && !error && <Skeleton width="60%" />}
      {customers?.length === 0 && <p className="tw-lines-none">{t("history.nobody")}</p>}
      <ul className="tw-lines">
        {customers?.map(({ customer, name, value }) => (
          <li key={customer} className="tw-moved-one">
            <Link to="/customers/$customer" params={{ customer: String(customer) }} search={{ why: tag.code }} className="tw-link">
              {name ?? "–"} <span className="tw-quiet">#{customer}</span>
            </Link>
            {value !== null && <span className="tw-quiet">{value}</span>}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("override.more")}
        </Button>
      )}
    </div>
  );
}
