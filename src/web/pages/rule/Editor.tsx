import { Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Add, Node } from "./Node.tsx";
import { Outcome, People } from "./Outcome.tsx";
import { Publish } from "./Publish.tsx";
import { added, isRaw, rootsOf, sameRaw, shapeOf, withRoot, type Raw } from "./tree.ts";
import { useRulePreview } from "./useRulePreview.ts";
import { RuleProvider, type Offered } from "./ruleContext.ts";
import { YamlEditor } from "./YamlEditor.tsx";
import "./rule.css";
import "./node.css";

interface Props {
  /** The published definition, or an empty new one. */
  readonly definition: Raw;
  /** The published tag's code; absent for a new one. */
  readonly tag?: string;
  readonly offered: Offered;
  /** Content above the rule. */
  readonly head?: (draft: Raw, change: (draft: Raw) => void) => ReactNode;
  readonly onDone?: (draft: Raw) => void;
}

/** Edits a rule as tokens or YAML, with a preview of its counts and customers, and publishes it. */
export function Editor({ definition, tag, offered, head, onDone }: Props) {
  const { t } = useTexts();
  const [draft, setDraft] = useState<Raw>(definition);
  const [view, setView] = useState<"build" | "yaml">("build");
  const preview = useRulePreview(draft, tag);
  const issues = preview.problem?.issues ?? [];
  const changed = !sameRaw(draft, definition);
  const roots = rootsOf(draft);
  const placed = issues.filter(({ path }) => !roots.some((root) => path === root.path || path.startsWith(`${root.path}.`)));
  return (
    <RuleProvider
      value={{ offered, exact: preview.exact ?? preview.before, estimate: preview.estimate, stale: preview.exact === null, issues }}
    >
      <div className="tw-rule">
        <div className="tw-rule-main">
          {head?.(draft, setDraft)}
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
          <People preview={preview} tag={tag} />
        </div>
        <aside className="tw-rule-side">
          <Outcome preview={preview} />
          <Publish
            definition={draft}
            changed={changed}
            sound={issues.length === 0}
            needs={isNamed(draft) ? undefined : t("rule.nameFirst")}
            onReset={() => setDraft(definition)}
            onDone={() => onDone?.(draft)}
          />
        </aside>
      </div>
    </RuleProvider>
  );
}

function isNamed({ code, name }: Raw): boolean {
  const names = isRaw(name) ? Object.values(name) : [name];
  return typeof code === "string" && code.trim() !== "" && names.some((one) => typeof one === "string" && one.trim() !== "");
}
