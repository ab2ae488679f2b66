import { Link, useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useMay } from "../../api/session.ts";
import { Bone } from "../../components/Bone.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Editor } from "./Editor.tsx";
import { isRaw, type Raw } from "./tree.ts";
import { useOffered } from "./useWords.ts";
import "../tag/tag.css";

const BEGINNING: Raw = {
  code: "",
  name: { zh: "", en: "" },
  rule: { event: "Order Completed", within: "90d", is: ">= 1" },
};

/** A new rule tag: what it is called, and its rule with what that would mean. */
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
      {may && !offered && <Bone height={200} />}
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
  const fields = [
    { label: t("rule.nameZh"), value: text(name["zh"]), put: (zh: string) => ({ name: { ...name, zh } }) },
    { label: t("rule.nameEn"), value: text(name["en"]), put: (en: string) => ({ name: { ...name, en } }) },
    { label: t("tags.code"), value: text(draft["code"]), put: (code: string) => ({ code }) },
    { label: t("tags.group"), value: text(draft["group"]), put: (group: string) => ({ group: group === "" ? undefined : group }) },
  ];
  return (
    <section className="tw-sheet tw-rule-names">
      {fields.map(({ label, value, put }) => (
        <label key={label}>
          <span>{label}</span>
          <Input value={value} onChange={(event) => onChange({ ...draft, ...put(event.target.value) })} />
        </label>
      ))}
    </section>
  );
}
