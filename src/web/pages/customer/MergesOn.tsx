import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { listMerges, previewUndo, undoMerge, type CustomerDetail, type Merge } from "../../../contract/index.ts";
import { ask, askPages } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { IdentityText } from "../../components/merge/IdentityText.tsx";
import { ReasonModal } from "../../components/merge/ReasonModal.tsx";
import { SplitDialog } from "../../components/merge/SplitDialog.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useActorName } from "../../components/useActorName.ts";
import { useTexts } from "../../i18n/index.ts";

const PAGE_ROWS = 20;

/** Merges into this customer and splits off it, with the linked pairs. Each can be undone. */
export function MergesOn({ customer }: { customer: CustomerDetail }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const may = useMay("customer.edit");
  const [undoing, setUndoing] = useState<Merge>();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listMerges, { customer: String(customer.customer), limit: PAGE_ROWS }),
  );
  const merges = data?.pages.flatMap(({ items }) => items);
  const undo = useAct(undoMerge, {
    onSuccess: async ({ customers }) => {
      void message.success(
        undoing?.kind === "split"
          ? t("merge.done", { customer: customers[0] ?? "" })
          : t("merge.splitDone", { customer: customers.find((one) => one !== customer.customer) ?? "" }),
      );
      setUndoing(undefined);
      await client.invalidateQueries();
    },
  });
  const preview = useQuery({
    ...ask(previewUndo, { merge: undoing?.id ?? 0 }),
    enabled: undoing !== undefined && !undo.isPending,
    gcTime: 0,
  });
  const close = (): void => {
    setUndoing(undefined);
    undo.reset();
  };
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>{t("merge.history")}</h2>
      </div>
      <div className="tw-sheet-body">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {!merges && !error && <Skeleton width="60%" />}
        {merges?.length === 0 && <p className="tw-quiet">{t("merge.none")}</p>}
        <ol className="tw-merges">
          {merges?.map((merge) => (
            <li key={merge.id}>
              <Line merge={merge} />
              <span className="tw-merges-acts">
                {may && merge.undone === null && (
                  <Button size="small" onClick={() => setUndoing(merge)}>
                    {t(merge.kind === "merge" ? "merge.undo" : "merge.undoSplit")}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ol>
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("identityReview.more")}
          </Button>
        )}
      </div>
      <SplitDialog
        open={undoing?.kind === "merge"}
        title={t("merge.undoTitle")}
        confirm={t("merge.undo")}
        busy={undo.isPending}
        preview={preview.data?.split ?? undefined}
        looking={preview.error}
        problem={undo.error}
        onClose={close}
        onConfirm={(reason, tags) => undoing && undo.mutate({ merge: undoing.id, reason, tags })}
      />
      <ReasonModal
        open={undoing?.kind === "split"}
        title={t("merge.undoSplitTitle")}
        confirm={t("merge.undoSplit")}
        busy={undo.isPending}
        problem={undo.error ?? preview.error}
        ready={preview.data !== undefined}
        onClose={close}
        onConfirm={(reason) => undoing && undo.mutate({ merge: undoing.id, reason })}
      >
        <p>{t("merge.undoSplitHelp")}</p>
        <ul className="tw-merge-identities">
          {undoing?.identities.map((identity) => (
            <li key={`${identity.platform} ${identity.external}`}>
              <IdentityText identity={identity} />
            </li>
          ))}
        </ul>
      </ReasonModal>
    </section>
  );
}

function Line({ merge: { kind, kept, lost, at, cause, actor, reason, links, undone } }: { merge: Merge }) {
  const { t } = useTexts();
  const actorName = useActorName();
  return (
    <div>
      <p>
        {t(kind === "merge" ? "merge.merged" : "merge.splitOff", { kept: `#${kept}`, lost: `#${lost}` })}{" "}
        <span className="tw-quiet">
          · {t(`merge.cause.${cause}`)}
          {cause === "person" && ` · ${actorName(actor)}`} · <Ago at={at} />
        </span>
      </p>
      {reason && <p>{reason}</p>}
      {links.map(({ a, b }) => (
        <p key={`${a.platform} ${a.external} ${b.platform} ${b.external}`} className="tw-quiet">
          <IdentityText identity={a} /> — <IdentityText identity={b} />
        </p>
      ))}
      {undone && (
        <p className="tw-quiet">
          {t("merge.undone", { name: actorName(undone.by) })} · <Ago at={undone.at} />
        </p>
      )}
    </div>
  );
}
