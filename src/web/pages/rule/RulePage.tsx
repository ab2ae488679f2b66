import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useCallback, useState } from "react";
import { readTag, type TagDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Bone } from "../../components/Bone.tsx";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Add, Node } from "./Node.tsx";
import { Outcome, People } from "./Outcome.tsx";
import { Publish } from "./Publish.tsx";
import { added, rootsOf, shapeOf, withRoot, type Raw } from "./tree.ts";
import { useRulePreview } from "./useRulePreview.ts";
import { BesideProvider, useOffered, type Offered } from "./useWords.ts";
import { YamlEditor } from "./YamlEditor.tsx";
import "../tag/tag.css";
import "./rule.css";
import "./node.css";

/** A tag's rule, edited as the sentence it is, with what it would mean beside it. Published from here. */
export function RulePage() {
  const { tag: code } = useParams({ from: "/frame/tags/$tag/rule" });
  const { t, pick } = useTexts();
  const may = useMay("tag.edit");
  const { data: tag, error, refetch } = useQuery(ask(readTag, { tag: code }));
  const offered = useOffered();
  const editable = tag?.kind === "rule" || tag?.kind === "tiered";
  return (
    <div className="tw-page">
      <PageHeader
        name={tag ? pick(tag.name) : code}
        title={tag ? <ChipFace name={pick(tag.name)} color={tag.color} large /> : <Bone width={140} height={28} />}
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
      {!error && (!tag || !offered) && <Bone height={200} />}
      {tag && offered && editable && may && <Editor key={tag.code} tag={tag} offered={offered} />}
    </div>
  );
}

function Editor({ tag, offered }: { tag: TagDetail; offered: Offered }) {
  const { t } = useTexts();
  const [draft, setDraft] = useState<Raw>(tag.definition);
  const [view, setView] = useState<"build" | "yaml">("build");
  const preview = useRulePreview(draft, tag.code);
  const issues = preview.problem?.issues ?? [];
  const changed = JSON.stringify(draft) !== JSON.stringify(tag.definition);
  const done = useCallback(() => undefined, []);
  const roots = rootsOf(draft);
  const placed = issues.filter(({ path }) => !roots.some((root) => path === root.path || path.startsWith(`${root.path}.`)));
  return (
    <BesideProvider
      value={{ offered, exact: preview.exact ?? preview.before, estimate: preview.estimate, stale: preview.exact === null, issues }}
    >
      <div className="tw-rule">
        <div className="tw-rule-main">
          <section className="tw-sheet">
            <div className="tw-sheet-head">
              <h2>{t("rule.title")}</h2>
              <Segmented
                size="small"
                value={view}
                onChange={setView}
                options={[
                  { value: "build", label: t("rule.build") },
                  { value: "yaml", label: "YAML" },
                ]}
              />
            </div>
            <div className="tw-sheet-body tw-rule-body">
              {view === "yaml" ? (
                <YamlEditor definition={draft} onChange={setDraft} />
              ) : (
                roots.map(({ path, value, rule }, index) => (
                  <div key={path} className="tw-root">
                    {value !== null && <h3>{value}</h3>}
                    {rule && Object.keys(rule).length > 0 ? (
                      <>
                        <Node raw={rule} path={path} onChange={(next) => setDraft(withRoot(draft, index, next))} />
                        {shapeOf(rule) !== "all" && shapeOf(rule) !== "any" && (
                          <Add onAdd={(part) => setDraft(withRoot(draft, index, added(rule, part)))} />
                        )}
                      </>
                    ) : (
                      <Add onAdd={(part) => setDraft(withRoot(draft, index, part))} />
                    )}
                  </div>
                ))
              )}
              {view === "build" && placed.length > 0 && <ProblemNote problem={preview.problem} />}
            </div>
          </section>
          <People preview={preview} tag={tag.code} />
        </div>
        <aside className="tw-rule-side">
          <Outcome preview={preview} />
          <Publish
            definition={draft}
            changed={changed}
            sound={issues.length === 0}
            onReset={() => setDraft(tag.definition)}
            onDone={done}
          />
        </aside>
      </div>
    </BesideProvider>
  );
}
