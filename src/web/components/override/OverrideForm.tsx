import { Button, Input, Segmented, Select } from "antd";
import { useId, useState } from "react";
import type { OverrideDirection } from "../../../contract/index.ts";
import { ProblemNote } from "../ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { useOverrides, type OverrideChoice, type OverridePlace } from "./useOverrides.tsx";
import "./override.css";

interface Props {
  readonly place: OverridePlace;
  /** The tiers of a tiered tag; none for a rule tag. */
  readonly values: readonly string[];
  readonly direction: OverrideDirection;
  /** The override in force, so that the change can be undone. */
  readonly before: OverrideChoice | null;
  readonly onDone: () => void;
}

/** A form: in or out, tier, reason, end. After a refusal of the server the input stays. */
export function OverrideForm({ place, values, direction: first, before, onDone }: Props) {
  const { t } = useTexts();
  const id = useId();
  const set = useOverrides();
  const [direction, setDirection] = useState(first);
  const [value, setValue] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const needsValue = direction === "in" && values.length > 0;
  const ready = reason.trim() !== "" && (!needsValue || value !== null);
  const act = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await set(place, { direction, value, reason: reason.trim(), until: until === "" ? null : until }, before);
      onDone();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <form
      className="tw-override-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void act();
      }}
    >
      <Segmented<OverrideDirection>
        block
        value={direction}
        onChange={setDirection}
        aria-label={t("override.title")}
        options={[
          { value: "in", label: t("override.in") },
          { value: "out", label: t("override.out") },
        ]}
      />
      {values.length > 0 && (
        <>
          <label htmlFor={`${id}-value`}>{t("override.value")}</label>
          <Select<string>
            id={`${id}-value`}
            allowClear={!needsValue}
            placeholder={t(needsValue ? "override.pickValue" : "override.anyValue")}
            {...(value !== null && { value })}
            onChange={(next?: string) => setValue(next ?? null)}
            options={values.map((name) => ({ value: name, label: name }))}
          />
        </>
      )}
      <label htmlFor={`${id}-reason`}>{t("override.reason")}</label>
      <Input.TextArea
        id={`${id}-reason`}
        autoSize={{ minRows: 2, maxRows: 4 }}
        maxLength={500}
        placeholder={t("override.reasonExample")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <label htmlFor={`${id}-until`}>{t("override.until")}</label>
      <Input id={`${id}-until`} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      {problem !== undefined && <ProblemNote problem={problem} />}
      <div className="tw-override-acts">
        <Button onClick={onDone}>{t("common.cancel")}</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
          {t(direction === "in" ? "override.in" : "override.out")}
        </Button>
      </div>
    </form>
  );
}
