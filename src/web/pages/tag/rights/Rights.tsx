import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { explainGrants, listGrants, removeGrant, type GrantShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { GrantForm } from "./GrantForm.tsx";
import { WhyMay } from "./WhyMay.tsx";
import "./rights.css";

/** Who may do what with a tag: the grants that reach it, a form for one more, and what a person may, by which rule. For administrators. */
export function Rights({ tag }: { tag: string }) {
  const { t } = useTexts();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(ask(listGrants, { tag }));
  return (
    <section className="tw-sheet tw-rights" aria-label={t("rights.title")}>
      <div className="tw-sheet-head">
        <h2>{t("rights.title")}</h2>
        {!adding && (
          <Button size="small" icon={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t("rights.add")}
          </Button>
        )}
      </div>
      <div className="tw-sheet-body">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton height={48} />}
        {data?.items.length === 0 && !adding && <p className="tw-quiet">{t("rights.none")}</p>}
        {data && data.items.length > 0 && (
          <ul className="tw-rights-list">
            {data.items.map((grant) => (
              <Line key={grant.id} grant={grant} />
            ))}
          </ul>
        )}
        {adding && <GrantForm tag={tag} onDone={() => setAdding(false)} />}
        <WhyMay tag={tag} />
      </div>
    </section>
  );
}

function Line({ grant }: { grant: GrantShape }) {
  const { t, pick } = useTexts();
  const client = useQueryClient();
  const remove = useAct(removeGrant, {
    onSuccess: () => Promise.all([listGrants, explainGrants].map(({ id }) => client.invalidateQueries({ queryKey: [id] }))),
  });
  const who = grant.subject.kind === "role" ? t(`role.${grant.subject.id as "staff"}`) : pick(grant.subject.name);
  const sentence = t(`rights.line.${grant.effect}`, {
    kind: t(`rights.subject.${grant.subject.kind}`),
    who,
    action: t(`rights.action.${grant.action}`),
  });
  return (
    <li>
      <span className={grant.effect === "deny" ? "tw-rights-deny" : undefined}>{sentence}</span>
      {grant.object.kind !== "tag" && (
        <span className="tw-quiet">{t(`rights.from.${grant.object.kind}`, { name: pick(grant.object.name) })}</span>
      )}
      <button
        type="button"
        className="tw-link"
        aria-label={t("rights.removeLabel", { sentence })}
        onClick={() => remove.mutate({ grant: grant.id })}
      >
        {t("rights.remove")}
      </button>
      {remove.error && <ProblemNote problem={remove.error} />}
    </li>
  );
}
