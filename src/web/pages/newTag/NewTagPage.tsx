import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { previewTemplate, readTag, TagKind } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { kindOfTag } from "../../../rules/language/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Icon } from "../../components/Icon.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { webTagKind } from "../../tagKinds/index.ts";
import { Editor } from "../rule/Editor.tsx";
import { useOffered } from "../rule/ruleContext.ts";
import type { TagDraft } from "../tag/words/tagDraft.ts";
import { TagWords } from "../tag/words/TagWords.tsx";
import { useTagCheck } from "../tag/words/useTagCheck.ts";
import { copyOf, takenApart, valuesIn } from "./startingDraft.ts";
import { StaticTag } from "./StaticTag.tsx";
import "../tag/tag.css";
import "./newTag.css";

/** A new tag of any kind: from scratch, from a copy (`?from=code`), a segment (`?segment=name`) or a template (`?template=code&set={…}`). */
export function NewTagPage() {
  const { t } = useTexts();
  const { from, segment, template, set } = useSearch({ from: "/frame/new-tag" });
  const may = useMay("tag.edit");
  const source = useQuery({ ...ask(readTag, { tag: from ?? "" }), enabled: from !== undefined });
  const filled = useQuery({
    ...ask(previewTemplate, { template: template ?? "", values: valuesIn(set) }),
    enabled: may && template !== undefined,
    // What is typed into the editor stays, whatever comes meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const problem = source.error ?? filled.error;
  const start: TagDraft | undefined =
    from !== undefined
      ? source.data && copyOf(source.data.definition)
      : template !== undefined
        ? filled.data?.definition
        : segment !== undefined
          ? { name: { zh: segment, en: "" }, rule: { segment } }
          : {};
  return (
    <div className="tw-page">
      <PageHeader
        title={t("newTag.title")}
        lead={
          <nav className="tw-tag-path" aria-label={t("tags.group")}>
            <Link to="/tags">{t("shell.tags")}</Link>
          </nav>
        }
        action={
          may && (
            <Link to="/tag-templates">
              <Button icon={<Icon name="book" />} tabIndex={-1}>
                {t("tagTemplates.open")}
              </Button>
            </Link>
          )
        }
      />
      {!may && <Attention>{t("rule.mayNot")}</Attention>}
      {problem && <ProblemNote problem={problem} onRetry={() => void (source.error ? source : filled).refetch()} />}
      {may && !start && !problem && <Skeleton height={200} />}
      {may && start && <NewTag key={`${from} ${segment} ${template} ${set}`} start={start} />}
    </div>
  );
}

/** What is written stays when the kind changes: the words, and the part of each kind. */
function NewTag({ start }: { start: TagDraft }) {
  const { t } = useTexts();
  const phone = usePhone();
  const search = useSearch({ from: "/frame/new-tag" });
  const navigate = useNavigate();
  const begun = takenApart(start);
  const startKind = kindOfTag(start) ?? TagKind.options[0]!;
  const kind = TagKind.options.find((one) => one === search.kind) ?? startKind;
  const [words, setWords] = useState<TagDraft>({ name: { zh: "", en: "" }, color: "teal", ...begun.words });
  const [parts, setParts] = useState<Readonly<Partial<Record<TagKind, TagDraft>>>>(
    Object.keys(begun.part).length > 0 ? { [startKind]: begun.part } : {},
  );
  const draft = { ...words, kind, ...(parts[kind] ?? webTagKind(kind).newPart) };
  const change = (next: TagDraft): void => {
    const { words: nextWords, part } = takenApart(next);
    setWords(nextWords);
    setParts({ ...parts, [kind]: part });
  };
  const checked = useTagCheck(draft);
  const offered = useOffered();
  const done = (tag: string): void => void navigate({ to: "/tags/$tag", params: { tag } });
  const head = <TagWords key="words" draft={draft} onChange={change} checked={checked} isNew />;
  return (
    <>
      <div className="tw-new-kind">
        <Segmented
          block={phone}
          aria-label={t("tags.kind")}
          value={kind}
          onChange={(next) => void navigate({ to: "/new-tag", search: (before) => ({ ...before, kind: next }), replace: true })}
          options={TagKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <p className="tw-quiet">{t(`kindHelp.${kind}`)}</p>
      </div>
      {tagKind(kind).isAssigned ? (
        <StaticTag draft={draft} checked={checked} head={head} onDone={done} />
      ) : offered ? (
        <Editor key={kind} definition={{}} draft={draft} onDraft={change} offered={offered} head={head} creates={checked} onDone={done} />
      ) : (
        <Skeleton height={200} />
      )}
    </>
  );
}
