import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { decideReview, previewReview, type ReviewItem } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { usePlatformName } from "../../components/customer/Identities.tsx";
import { IdentityText } from "../../components/merge/IdentityText.tsx";
import { MergeDialog } from "../../components/merge/MergeDialog.tsx";
import { NobodyModal } from "../../components/merge/NobodyModal.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useActorName } from "../../components/useActorName.ts";
import { useTexts } from "../../i18n/index.ts";
import { Side } from "./Side.tsx";

/** One review: the identities side by side, the pairs seen together, and the possible decisions. */
export function ReviewCard({ item }: { item: ReviewItem }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const may = useMay("customer.edit");
  const client = useQueryClient();
  const { message } = App.useApp();
  const platformName = usePlatformName();
  const [merging, setMerging] = useState(false);
  /** The identity that becomes a placeholder: the subject, or the other one of a clash. */
  const [nobody, setNobody] = useState<"subject" | "other">();
  const decide = useAct(decideReview, {
    onSuccess: async (_, { verdict, with: given }) => {
      setNobody(undefined);
      const done =
        verdict === "nobody"
          ? "placeholders.saved"
          : given
            ? "identityReview.given"
            : verdict === "join"
              ? "identityReview.joined"
              : item.kind === "clash"
                ? "identityReview.parted"
                : "identityReview.left";
      void message.success(t(done));
      await client.invalidateQueries();
    },
  });
  const would = useQuery({
    ...ask(previewReview, { review: item.id, ...(nobody === "other" && { other: "true" }) }),
    enabled: nobody !== undefined && !decide.isPending,
    gcTime: 0,
  });
  const { kind, subject, object, platform, count, links } = item;
  const platformWords = platform === null ? "" : platformName(platform);
  const about =
    kind === "clash"
      ? t("identityReview.clashOf")
      : t(kind === "shared" ? "identityReview.sharedOf" : "identityReview.manyOf", { count, platform: platformWords });
  return (
    <article className="tw-sheet tw-review" aria-label={about}>
      <header>
        <span className={`tw-review-kind tw-review-${kind}`}>{t(`identityReview.${kind}`)}</span>
        <span>{about}</span>
        <span className="tw-quiet tw-review-since">
          {t("identityReview.since")} <Ago at={item.openedAt} />
        </span>
      </header>
      <div className="tw-review-sides">
        <Side side={subject} strong />
        {object ? (
          <Side side={object} strong />
        ) : (
          <ul className="tw-review-others" aria-label={t("identityReview.seenWith")}>
            {links.map(({ a, b }) => {
              const other = a.identity.external === subject.identity.external && a.identity.platform === subject.identity.platform ? b : a;
              return (
                <li key={`${other.identity.platform} ${other.identity.external}`}>
                  <Side side={other} />
                  {may && item.state === "open" && (
                    <Button
                      size="small"
                      title={t("identityReview.giveTo", { name: other.name ?? other.identity.external })}
                      loading={decide.isPending}
                      onClick={() => decide.mutate({ review: item.id, verdict: "join", with: other.identity })}
                    >
                      {t("identityReview.give")}
                    </Button>
                  )}
                </li>
              );
            })}
            {count > links.length && <li className="tw-quiet">{t("identityReview.moreSeen", { count: count - links.length })}</li>}
          </ul>
        )}
      </div>
      {object && (
        <div className="tw-review-links">
          <h3>{t("identityReview.links")}</h3>
          <ul>
            {links.map(({ a, b }) => (
              <li key={`${a.identity.platform} ${a.identity.external} ${b.identity.platform} ${b.identity.external}`}>
                <IdentityText identity={a.identity} /> — <IdentityText identity={b.identity} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {decide.error && <ProblemNote problem={decide.error} />}
      {item.decided && (
        <p className="tw-quiet">
          {t("identityReview.by", { name: actorName(item.decided.by) })} · <Ago at={item.decided.at} />
          {item.decided.reason && ` · ${item.decided.reason}`}
        </p>
      )}
      {may && item.state === "open" && (
        <footer>
          <Button type="text" onClick={() => setNobody("subject")}>
            {object ? t("placeholders.isNobody", { identity: subject.identity.external }) : t("placeholders.nobody")}
          </Button>
          {object && (
            <Button type="text" onClick={() => setNobody("other")}>
              {t("placeholders.isNobody", { identity: object.identity.external })}
            </Button>
          )}
          <Button onClick={() => decide.mutate({ review: item.id, verdict: "apart" })} loading={decide.isPending}>
            {t(kind === "clash" ? "identityReview.apart" : "identityReview.leave")}
          </Button>
          {kind === "clash" && subject.customer !== null && object?.customer !== null && subject.customer !== object?.customer ? (
            <Button type="primary" onClick={() => setMerging(true)}>
              {t("identityReview.join")}
            </Button>
          ) : (
            <Button onClick={() => decide.mutate({ review: item.id, verdict: "join" })} loading={decide.isPending}>
              {t(kind === "clash" ? "identityReview.join" : "identityReview.joinAll")}
            </Button>
          )}
        </footer>
      )}
      <NobodyModal
        open={nobody !== undefined}
        title={t("placeholders.nobodyTitle")}
        busy={decide.isPending}
        problem={decide.error}
        preview={would.data}
        looking={would.error}
        onClose={() => setNobody(undefined)}
        onConfirm={() => decide.mutate({ review: item.id, verdict: "nobody", ...(nobody === "other" && { other: true }) })}
      >
        <p>{t("placeholders.nobodyHelp")}</p>
        <IdentityText identity={nobody === "other" && object ? object.identity : subject.identity} />
      </NobodyModal>
      {kind === "clash" && subject.customer !== null && typeof object?.customer === "number" && (
        <MergeDialog customer={String(subject.customer)} other={String(object.customer)} open={merging} onClose={() => setMerging(false)} />
      )}
    </article>
  );
}
