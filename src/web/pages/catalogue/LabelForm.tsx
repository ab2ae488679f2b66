import { Button, Input } from "antd";
import { useId, useState } from "react";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

export interface Label {
  readonly zh?: string;
  readonly en?: string;
}

interface Props {
  readonly name: { readonly zh: string; readonly en: string };
  readonly code: string;
  readonly saving: boolean;
  readonly problem: unknown;
  /** Another field of the entry has changed, so it can be saved without names. */
  readonly changed?: boolean;
  readonly onSave: (name: Label) => void;
}

/** The names of an entry in both languages. A name that equals the code is only a hint: no person chose it. */
export function LabelForm({ name, code, saving, problem, changed = false, onSave }: Props) {
  const { t } = useTexts();
  const withoutCode = (text: string): string => (text === code ? "" : text);
  const [zh, setZh] = useState(withoutCode(name.zh));
  const [en, setEn] = useState(withoutCode(name.en));
  const id = useId();
  const label: Label = { ...(zh.trim() && { zh: zh.trim() }), ...(en.trim() && { en: en.trim() }) };
  return (
    <form
      className="tw-label-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(label);
      }}
    >
      <label htmlFor={`${id}-zh`}>{t("catalogue.nameZh")}</label>
      <Input id={`${id}-zh`} maxLength={100} placeholder={code} value={zh} onChange={(event) => setZh(event.target.value)} />
      <label htmlFor={`${id}-en`}>{t("catalogue.nameEn")}</label>
      <Input id={`${id}-en`} maxLength={100} placeholder={code} value={en} onChange={(event) => setEn(event.target.value)} />
      <Button type="primary" htmlType="submit" loading={saving} disabled={!changed && Object.keys(label).length === 0}>
        {t("catalogue.save")}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </form>
  );
}
