import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { readTag, type TagDetail } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { Shape } from "../../components/chip/Shape.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { groupsAbove, useTagGroups } from "../../components/tagGroups.ts";
import { Ago } from "../../components/Ago.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Backtest } from "./Backtest.tsx";
import { Changes } from "./Changes.tsx";
import { Computed } from "./Computed.tsx";
import { Definition } from "./Definition.tsx";
import { Facts } from "./Facts.tsx";
import { Funnel } from "./Funnel.tsx";
import { Overridden } from "./Overridden.tsx";
import { Rights } from "./rights/Rights.tsx";
import { Sample } from "./Sample.tsx";
import { Spread } from "./Spread.tsx";
import { TagStateMenu, TagStateNote } from "./TagState.tsx";
import { Tiers } from "./Tiers.tsx";
import { EditWords } from "./words/EditWords.tsx";
import { Yaml } from "./Yaml.tsx";
import "./tag.css";

/** One tag: its meaning, its members and their changes. */
export function TagPage() {
  const { tag: code } = useParams({ from: "/frame/tags/$tag" });
  const { t, pick, lang } = useTexts();
  const may = useMay("tag.edit");
  const manages = useMay("team.manage");
  const { data: tag, error, refetch } = useQuery(ask(readTag, { tag: code }));
  const [editing, setEditing] = useState(false);
  const kind = tag && tagKind(tag.kind);
  if (error && !tag) {
    return (
      <div className="tw-page">
        <PageHeader title={code} />
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <div className="tw-page">
      <PageHeader
        name={tag ? pick(tag.name) : code}
        title={tag ? <ChipFace name={pick(tag.name)} color={tag.color} large /> : <Skeleton width={140} height={28} />}
        action={
          may &&
          tag &&
          tag.state !== "retired" && (
            <>
              <TagStateMenu key={tag.code} tag={tag} />
              <Button onClick={() => setEditing(true)}>{t("tagWords.edit")}</Button>
              {kind?.hasConditions && (
                <Link to="/tags/$tag/rule" params={{ tag: code }}>
                  <Button type="primary" tabIndex={-1}>
                    {t("rule.edit")}
                  </Button>
                </Link>
              )}
            </>
          )
        }
        lead={tag ? <TagPath tag={tag} /> : <Skeleton width={180} />}
      />
      {tag?.failure && (
        <Attention>
          <strong>{t("tag.failed")}</strong> <Ago at={tag.failure.at} />
          <p>{tag.failure[lang]}</p>
        </Attention>
      )}
      {tag && <TagStateNote key={`${tag.code} ${tag.state}`} tag={tag} may={may} />}
      {tag && editing && <EditWords key={tag.code} tag={tag} onClose={() => setEditing(false)} />}
      <div className="tw-tag">
        <div className="tw-tag-main">
          <Definition tag={tag} />
          {tag && tag.values.length > 0 && <Tiers tag={tag} />}
          {tag?.spread && <Spread spread={tag.spread} unit={tag.unit} />}
          {tag && kind?.hasMembers && <Changes tag={tag} />}
          {tag && tag.overrides.in + tag.overrides.out > 0 && <Overridden tag={tag} />}
          {tag && kind?.hasConditions && <Funnel key={`funnel ${tag.code}`} tag={tag} />}
          {tag && kind?.hasConditions && <Backtest key={`backtest ${tag.code}`} tag={tag} />}
          {tag && kind?.hasMembers && <Sample tag={tag} />}
          {tag && !kind?.isAssigned && <Computed key={`computed ${tag.code}`} tag={tag} />}
        </div>
        <aside className="tw-tag-side">
          <Facts tag={tag} />
          {tag && manages && <Rights key={`rights ${tag.code}`} tag={tag.code} />}
          {tag && <Yaml definition={tag.definition} />}
        </aside>
      </div>
    </div>
  );
}

/** The groups of a tag, each a link to its tags. */
function TagPath({ tag }: { tag: TagDetail }) {
  const { t, pick } = useTexts();
  const groups = groupsAbove(useTagGroups(), tag.groupId);
  return (
    <nav aria-label={t("tags.group")} className="tw-tag-path">
      <Link to="/tags">{t("shell.tags")}</Link>
      {groups.map(({ id, name, color, description }) => (
        <span key={id}>
          <span aria-hidden="true"> / </span>
          <Link to="/tags" search={{ group: String(id) }} {...(description && { title: description })}>
            {color && <Shape color={color} size={10} />} {pick(name)}
          </Link>
        </span>
      ))}
      {groups.at(-1)?.description && <span className="tw-quiet"> — {groups.at(-1)!.description}</span>}
    </nav>
  );
}
