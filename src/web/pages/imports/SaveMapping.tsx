import { App, Button, Input, Popover, Select } from "antd";
import { useState, type FormEvent } from "react";
import { saveMapping, type SavedMapping } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

interface Props {
  readonly saved: readonly SavedMapping[];
  readonly headings: readonly string[];
  readonly onPick: (saved: SavedMapping) => void;
  /** The mapping that would be saved now. */
  readonly mapping: () => unknown;
}

/** Saved mappings for files with these headings: use one, or save the current one. */
export function SaveMapping({ saved, headings, onPick, mapping }: Props) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(saved[0]?.name ?? "");
  const keep = useAct(saveMapping, {
    onSuccess: (kept) => {
      setOpen(false);
      void message.success(t("imports.kept", { name: kept.name }));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") keep.mutate({ name: name.trim(), headings: [...headings], mapping: mapping() });
  };
  return (
    <div className="tw-keeping">
      {saved.length > 0 && (
        <Select
          aria-label={t("imports.savedMapping")}
          defaultValue={saved[0]!.name}
          onChange={(picked) => onPick(saved.find((one) => one.name === picked)!)}
          options={saved.map((one) => ({ value: one.name, label: one.name }))}
        />
      )}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        content={
          <form className="tw-save" onSubmit={submit}>
            <label htmlFor="mapping-name">{t("imports.mappingName")}</label>
            <Input id="mapping-name" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
            <p className="tw-quiet">{t("imports.keepHelp")}</p>
            {keep.error && <ProblemNote problem={keep.error} />}
            <Button type="primary" htmlType="submit" block loading={keep.isPending} disabled={name.trim() === ""}>
              {t("segments.save")}
            </Button>
          </form>
        }
      >
        <Button>{t("imports.keep")}</Button>
      </Popover>
    </div>
  );
}
