import { Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { tagKind } from "../../../kernel/index.ts";
import { kindOfTag } from "../../../rules/language/index.ts";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { isNamed, writtenTag } from "../tag/words/tagDraft.ts";
import type { Checked } from "../tag/words/useTagCheck.ts";
import { MetricBuilder } from "./MetricBuilder.tsx";
import { Outcome, People } from "./Outcome.tsx";
import { Publish } from "./Publish.tsx";
import { Root } from "./Root.tsx";
import { Tiers } from "./Tiers.tsx";
import { isRaw, rootsOf, sameRaw, withRoot, type Raw } from "./tree.ts";
import { useRulePreview } from "./useRulePreview.ts";
import { RuleProvider, type Offered } from "./ruleContext.ts";
import { YamlEditor } from "./YamlEditor.tsx";
import "./rule.css";
import "./node.css";

interface Props {
  /** The published definition; empty for a new tag. */
  readonly definition: Raw;
  readonly draft: Raw;
  readonly onDraft: (draft: Raw) => void;
  /** The published tag's code; absent for a new one. */
  readonly tag?: string;
  readonly offered: Offered;
  /** Content above the rule. */
  readonly head?: ReactNode;
  /** What is known of a new tag; absent for a published one. */
  readonly creates?: Checked;
  readonly onDone?: (tag: string) => void;
}

/** Edits a rule as tokens or YAML, with a preview of its counts and customers, and publishes it. */
export function Editor({ definition, draft, onDraft, tag, offered, head, creates, onDone }: Props) {
  const { t, pick } = useTexts();
  const [view, setView] = useState<"build" | "yaml">("build");
  const kind = kindOfTag(draft) ?? "rule";
  const { hasConditions, hasTiers } = tagKind(kind);
  const preview = useRulePreview(withTierNames(draft), tag, hasConditions);
  const found = preview.problem?.issues ?? [];
  const checked = creates?.issues ?? [];
  const issues = [...found, ...checked.filter((issue) => !found.some(({ path, code }) => path === issue.path && code === issue.code))];
  const changed = !sameRaw(draft, definition);
  const roots = rootsOf(draft);
  const placed = found.filter(({ path }) => !roots.some((root) => path === root.path || path.startsWith(`${root.path}.`)));
  return (
    <RuleProvider
      value={{ offered, exact: preview.exact ?? preview.before, estimate: preview.estimate, stale: preview.exact === null, issues }}
    >
      <div className="tw-rule">
        <div className="tw-rule-main">
          {head}
          <section className="tw-sheet">
            <div className="tw-sheet-head">
              <h2>{t(hasConditions ? "rule.title" : "newTag.metric")}</h2>
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
                <YamlEditor definition={draft} onChange={onDraft} />
              ) : hasTiers ? (
                <Tiers definition={draft} onChange={onDraft} />
              ) : hasConditions ? (
                roots.map(({ path, rule }, index) => (
                  <div key={path} className="tw-root">
                    <Root path={path} rule={rule} onChange={(next) => onDraft(withRoot(draft, index, next))} />
                  </div>
                ))
              ) : (
                <MetricBuilder definition={draft} onChange={onDraft} />
              )}
              {view === "build" && !hasTiers && placed.length > 0 && <ProblemNote problem={preview.problem} />}
            </div>
          </section>
          {creates?.remarks
            .filter(({ field }) => field === "rule")
            .map((remark) => (
              <Attention key={remark.en}>{pick(remark)}</Attention>
            ))}
          {hasConditions && <People preview={preview} tag={tag} />}
        </div>
        <aside className="tw-rule-side">
          {hasConditions ? <Outcome preview={preview} /> : <p className="tw-sheet tw-outcome tw-quiet">{t("newTag.metricLater")}</p>}
          <Publish
            definition={creates ? { ...writtenTag(draft), code: draft["code"] || creates.code } : draft}
            creates={creates !== undefined}
            changed={changed}
            sound={issues.length === 0 && creates?.current !== false}
            needs={needsOf()}
            onReset={creates ? undefined : () => onDraft(definition)}
            onDone={onDone}
          />
        </aside>
      </div>
    </RuleProvider>
  );

  /** What is still missing, in words. */
  function needsOf(): string | undefined {
    if (creates && !isNamed(draft)) return t("newTag.nameFirst");
    if (hasTiers && tierNames(draft).includes("")) return t("newTag.tierNames");
    return checked.length > 0 ? t("newTag.fixFields") : undefined;
  }
}

function tierNames({ values }: Raw): string[] {
  return Array.isArray(values) ? values.map((tier: unknown) => (isRaw(tier) ? String(tier["value"] ?? "").trim() : "")) : [];
}

/** Tiers without a name yet are counted too, under their number. */
function withTierNames(draft: Raw): Raw {
  if (!Array.isArray(draft["values"]) || !tierNames(draft).includes("")) return draft;
  const values = draft["values"].map((tier: unknown, index) =>
    isRaw(tier) && String(tier["value"] ?? "").trim() === "" ? { ...tier, value: `#${index + 1}` } : tier,
  );
  return { ...draft, values };
}
