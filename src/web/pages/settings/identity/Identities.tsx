import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { listIdentityKinds, NO_LIMIT, type IdentityKindShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useMay } from "../../../api/session.ts";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { usePlatformName } from "../../../components/customer/Identities.tsx";
import { Num } from "../../../components/Num.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { MergeLimitsForm } from "./MergeLimitsForm.tsx";
import { Placeholders } from "./Placeholders.tsx";
import "./identity.css";

/** The kinds of identities in the order of trust, with their merge limits and the number over the limit. */
export function Identities() {
  const { t } = useTexts();
  const may = useMay("customer.edit");
  const { data, error, refetch } = useQuery(ask(listIdentityKinds, {}));
  const [changing, setChanging] = useState<IdentityKindShape["kind"]>();
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  return (
    <section className="tw-kinds">
      <p className="tw-quiet tw-kinds-lead">{t("limits.lead")}</p>
      {!data && <Skeleton width="100%" height={480} />}
      {data && (
        <ol className="tw-sheet tw-kinds-list" aria-label={t("limits.list")}>
          {data.items.map((item) => (
            <Kind key={item.kind} item={item} onChange={may ? () => setChanging(item.kind) : undefined} />
          ))}
        </ol>
      )}
      {data && <Placeholders platforms={data.items.flatMap(({ platforms }) => platforms.map(({ platform }) => platform))} />}
      {data && <MergeLimitsForm kinds={data.items} kind={changing} onClose={() => setChanging(undefined)} />}
    </section>
  );
}

function Kind({
  item: { kind, platforms, limit, shared, many },
  onChange,
}: {
  item: IdentityKindShape;
  onChange: (() => void) | undefined;
}) {
  const { t } = useTexts();
  const nameOf = usePlatformName();
  return (
    <li className="tw-kinds-kind">
      <header>
        <h2>{t(`limits.kind.${kind}`)}</h2>
        <p className="tw-quiet">{t(`limits.about.${kind}`)}</p>
        {onChange && (
          <Button size="small" aria-label={t("limits.changeOf", { kind: t(`limits.kind.${kind}`) })} onClick={onChange}>
            {t("limits.change")}
          </Button>
        )}
      </header>
      <ul className="tw-kinds-platforms" aria-label={t("limits.platforms")}>
        {platforms.map(({ platform, seen }) => (
          <li key={platform}>
            <Tooltip title={seen ? platform : t("limits.unseen")}>
              <span className={seen ? "tw-kinds-seen" : "tw-quiet"}>{nameOf(platform)}</span>
            </Tooltip>
          </li>
        ))}
      </ul>
      <dl className="tw-kinds-limits">
        <MergeLimit name={t("limits.between")} help={t(`limits.betweenHelp.${kind}`)} limit={limit.between} over={shared} of="shared" />
        <MergeLimit name={t("limits.holds")} help={t(`limits.holdsHelp.${kind}`)} limit={limit.holds} over={many} of="many" />
      </dl>
    </li>
  );
}

interface MergeLimitProps {
  readonly name: string;
  readonly help: string;
  readonly limit: number;
  /** The number over the limit, with a link to them. */
  readonly over: number;
  readonly of: "shared" | "many";
}

function MergeLimit({ name, help, limit, over, of }: MergeLimitProps) {
  const { t } = useTexts();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong className="tw-num">{limit >= NO_LIMIT ? t("limits.any") : <Num value={limit} />}</strong>
        <span className="tw-quiet">{help}</span>
        {over > 0 ? (
          <Link to="/review" search={{ kind: of }} className="tw-link tw-attention">
            {t("limits.exceeds", { count: over })}
          </Link>
        ) : (
          <span className="tw-quiet">{limit >= NO_LIMIT ? "" : t("limits.none")}</span>
        )}
      </dd>
    </div>
  );
}
