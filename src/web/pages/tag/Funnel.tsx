import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { previewRule, type RulePreview, type TagDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { Bar } from "../../components/Bar.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { CustomerName } from "../../components/customer/CustomerName.tsx";
import { Num } from "../../components/Num.tsx";
import { useTexts } from "../../i18n/index.ts";

/** How many customers satisfy each condition alone, and who nearly matches. It is computed on request. */
export function Funnel({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const may = useMay("tag.edit");
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...ask(previewRule, { definition: tag.definition, tag: tag.code }), enabled: open });
  if (!may) return null;
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("funnel.title")}
          <small>{t("funnel.help")}</small>
        </h2>
        {!open && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t("funnel.run")}
          </Button>
        )}
      </div>
      <div className="tw-sheet-body">
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {open && !data && !error && <Skeleton width="70%" />}
        {open && data && <Shown preview={data} tag={tag} />}
      </div>
    </section>
  );
}

function Shown({ preview: { nodes, customers, nearly, warnings }, tag }: { preview: RulePreview; tag: TagDetail }) {
  const { t, pick } = useTexts();
  return (
    <>
      {warnings.map((warning) => (
        <Attention key={warning.path}>{pick(warning)}</Attention>
      ))}
      <ol className="tw-funnel">
        {nodes.map(({ path, kind, sentence, count }) => (
          <li key={path} style={{ paddingLeft: depthOf(path) * 18 }}>
            <span className="tw-funnel-words">{kind === "leaf" ? pick(sentence) : t(`why.${kind === "not" ? "none" : kind}`)}</span>
            <Bar share={customers === 0 ? 0 : count / customers} color={`var(--tag-${tag.color}-dot)`} />
            <span className="tw-tier-count">
              <Num value={count} />
            </span>
          </li>
        ))}
      </ol>
      {nearly.length > 0 && (
        <>
          <h3 className="tw-funnel-nearly">{t("funnel.nearly")}</h3>
          <ul className="tw-lines">
            {nearly.map((customer) => (
              <li key={customer.customer} className="tw-moved-one">
                <CustomerName customer={customer} why={tag.code} />
                <span className="tw-quiet tw-cut" title={pick(customer.missing)}>
                  {t("funnel.misses", { condition: pick(customer.missing) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** `rule.all[0].not` is two below the root. */
function depthOf(path: string): number {
  return path.replace(/^values\[\d+\]\.rule/, "rule").split(".").length - 1;
}
