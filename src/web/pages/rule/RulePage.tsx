import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { readTag, type TagDetail } from "../../../contract/index.ts";
import { useState } from "react";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Criteria } from "./Criteria.tsx";
import { Editor } from "./Editor.tsx";
import type { Raw } from "./tree.ts";
import { useOffered, type Offered } from "./ruleContext.ts";
import "../tag/tag.css";

/** Edits and publishes the rule of a tag, with a preview. */
export function RulePage() {
  const { tag: code } = useParams({ from: "/frame/tags/$tag/rule" });
  const { t, pick } = useTexts();
  const may = useMay("tag.edit");
  const { data: tag, error, refetch } = useQuery(ask(readTag, { tag: code }));
  const offered = useOffered();
  const editable = tag !== undefined && tagKind(tag.kind).hasConditions;
  return (
    <div className="tw-page">
      <PageHeader
        name={tag ? pick(tag.name) : code}
        title={tag ? <ChipFace name={pick(tag.name)} color={tag.color} large /> : <Skeleton width={140} height={28} />}
        lead={
          <nav className="tw-tag-path" aria-label={t("tags.group")}>
            <Link to="/tags">{t("shell.tags")}</Link>
            <span aria-hidden="true"> / </span>
            <Link to="/tags/$tag" params={{ tag: code }}>
              {tag ? pick(tag.name) : code}
            </Link>
            <span aria-hidden="true"> / </span>
            {t("rule.title")}
          </nav>
        }
      />
      {error && !tag && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {tag && (!editable || !may) && <Attention>{t(may ? "rule.noRule" : "rule.mayNot")}</Attention>}
      {!error && (!tag || !offered) && <Skeleton height={200} />}
      {tag && offered && editable && may && <EditedRule key={tag.code} tag={tag} offered={offered} />}
    </div>
  );
}

function EditedRule({ tag, offered }: { tag: TagDetail; offered: Offered }) {
  const [draft, setDraft] = useState<Raw>(tag.definition);
  return (
    <Editor
      definition={tag.definition}
      draft={draft}
      onDraft={setDraft}
      tag={tag.code}
      offered={offered}
      head={<Criteria draft={draft} published={tag} onDraft={setDraft} />}
    />
  );
}
