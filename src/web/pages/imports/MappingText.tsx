import { Input } from "antd";
import { Attention } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The mapping as YAML or JSON, for what the form cannot express: computations, constants, rows to skip. */
export function MappingText({ text, onChange, fault }: { text: string; onChange: (text: string) => void; fault: string | null }) {
  const { t } = useTexts();
  return (
    <div className="tw-mapping">
      <p className="tw-quiet">{t("imports.textHelp")}</p>
      <Input.TextArea
        className="tw-code"
        aria-label={t("imports.text")}
        autoSize={{ minRows: 10, maxRows: 24 }}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault !== null && <Attention>{fault}</Attention>}
    </div>
  );
}
