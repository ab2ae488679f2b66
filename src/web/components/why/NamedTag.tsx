import { useQuery } from "@tanstack/react-query";
import { useContext, useState } from "react";
import { explainTag } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useTexts } from "../../i18n/index.ts";
import { webTagKind } from "../../tagKinds/index.ts";
import { Skeleton } from "../Skeleton.tsx";
import { Icon } from "../Icon.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import { scopeOf, WhyContext } from "./scope.ts";

/** The reasons of a tag that a condition uses. They are unfolded on request, and then read if the answer left them out. */
export function NamedTag({ code }: { code: string }) {
  const { t, pick } = useTexts();
  const scope = useContext(WhyContext);
  const [open, setOpen] = useState(false);
  const named = scope.tags.get(code);
  const isLeftOut = named?.trees === null;
  const { data, error, refetch } = useQuery({ ...ask(explainTag, { customer: scope.customer, tag: code }), enabled: open && isLeftOut });
  if (!named) return null;
  const trees = named.trees ?? data?.trees;
  return (
    <div className="tw-why-named">
      <button type="button" className="tw-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "down" : "right"} size={14} /> {t("why.unfold", { tag: pick(named.name) })}
      </button>
      {open && error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {open && !trees && !error && <Skeleton height={64} />}
      {open && trees?.length === 0 && <p className="tw-quiet">{t(webTagKind(named.kind).whyNoConditions(named.has))}</p>}
      {open && trees && trees.length > 0 && (
        <WhyContext value={data ? scopeOf(data, scope.show) : scope}>{scope.show(trees, named.overridden ? null : named.value)}</WhyContext>
      )}
    </div>
  );
}
