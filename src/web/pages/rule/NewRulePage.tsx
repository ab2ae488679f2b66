import { Link, useNavigate } from "@tanstack/react-router";
import { AutoComplete, Input } from "antd";
import { useMay } from "../../api/session.ts";
import { useTagGroups } from "../../components/tagGroups.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Editor } from "./Editor.tsx";
import { isRaw, type Raw } from "./tree.ts";
import { useOffered } from "./ruleContext.ts";
import "../tag/tag.css";

const BEGINNING: Raw = {
  code: "",
  name: { zh: "", en: "" },
  rule: { event: "Order Completed", within: "90d", is: ">= 1" },
};

/** A new rule tag: its name, its rule and the preview. */
export function NewRulePage() {
  const { t } = useTexts();
  const may = useMay("tag.edit");
  const offered = useOffered();
  const navigate = useNavigate();
  return (
    <div className="tw-page">
      <PageHeader
        title={t("rule.new")}
        lead={
          <nav className="tw-tag-path" aria-label={t("tags.group")}>
            <Link to="/tags">{t("shell.tags")}</Link>
          </nav>
        }
      />
      {!may && <Attention>{t("rule.mayNot")}</Attention>}
      {may && !offered && <Skeleton height={200} />}
      {may && offered && (
        <Editor
          definition={BEGINNING}
          offered={offered}
          head={(draft, change) => <Names draft={draft} onChange={change} />}
          onDone={(draft) => void navigate({ to: "/tags/$tag", params: { tag: String(draft["code"]) } })}
        />
      )}
    </div>
  );
}

function Names({ draft, onChange }: { draft: Raw; onChange: (draft: Raw) => void }) {
  const { t } = useTexts();
  const name = isRaw(draft["name"]) ? draft["name"] : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const groups = useTagGroups().map(({ path }) => path.map(({ zh }) => zh).join("/"));
  const put = (change: Raw): void => onChange({ ...draft, ...change });
  const fields = [
    {
      label: t("rule.nameZh"),
      example: t("rule.nameExample"),
      value: text(name["zh"]),
      change: (zh: string) => ({ name: { ...name, zh } }),
    },
    { label: t("rule.nameEn"), example: "High value", value: text(name["en"]), change: (en: string) => ({ name: { ...name, en } }) },
    { label: t("tags.code"), example: "high_value", value: text(draft["code"]), change: (code: string) => ({ code }) },
  ];
  return (
    <section className="tw-sheet tw-rule-names">
      {fields.map(({ label, example, value, change }) => (
        <label key={label}>
          <span>{label}</span>
          <Input
            value={value}
            placeholder={t("rule.eg", { example })}
            spellCheck={false}
            onChange={(event) => put(change(event.target.value))}
          />
        </label>
      ))}
      <label>
        <span>{t("tags.group")}</span>
        <AutoComplete
          value={text(draft["group"])}
          onChange={(group: string) => put({ group: group === "" ? undefined : group })}
          options={groups.map((group) => ({ value: group }))}
          showSearch={{ filterOption: (typed, option) => String(option?.value).includes(typed) }}
          popupMatchSelectWidth={false}
        />
      </label>
    </section>
  );
}
