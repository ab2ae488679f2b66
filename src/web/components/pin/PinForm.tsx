import { Button, Input, Segmented, Select } from "antd";
import { useId, useState } from "react";
import type { PinDirection } from "../../../contract/index.ts";
import { ProblemNote } from "../ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePins, type PinChoice, type PinPlace } from "./usePins.tsx";
import "./pin.css";

interface Props {
  readonly place: PinPlace;
  /** The tiers of a tiered tag; none for a rule tag. */
  readonly values: readonly string[];
  readonly direction: PinDirection;
  /** What holds now, to go back to. */
  readonly before: PinChoice | null;
  readonly onDone: () => void;
}

/** In or out, into which tier, why, until when. What was typed stays when the server refuses. */
export function PinForm({ place, values, direction: first, before, onDone }: Props) {
  const { t } = useTexts();
  const id = useId();
  const set = usePins();
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
      className="tw-pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void act();
      }}
    >
      <Segmented<PinDirection>
        block
        value={direction}
        onChange={setDirection}
        aria-label={t("pin.title")}
        options={[
          { value: "in", label: t("pin.in") },
          { value: "out", label: t("pin.out") },
        ]}
      />
      {values.length > 0 && (
        <>
          <label htmlFor={`${id}-value`}>{t("pin.value")}</label>
          <Select<string>
            id={`${id}-value`}
            allowClear={!needsValue}
            placeholder={t(needsValue ? "pin.pickValue" : "pin.anyValue")}
            {...(value !== null && { value })}
            onChange={(next?: string) => setValue(next ?? null)}
            options={values.map((name) => ({ value: name, label: name }))}
          />
        </>
      )}
      <label htmlFor={`${id}-reason`}>{t("pin.reason")}</label>
      <Input.TextArea
        id={`${id}-reason`}
        autoSize={{ minRows: 2, maxRows: 4 }}
        maxLength={500}
        placeholder={t("pin.reasonExample")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <label htmlFor={`${id}-until`}>{t("pin.until")}</label>
      <Input id={`${id}-until`} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      {problem !== undefined && <ProblemNote problem={problem} />}
      <div className="tw-pin-acts">
        <Button onClick={onDone}>{t("common.cancel")}</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
          {t(direction === "in" ? "pin.in" : "pin.out")}
        </Button>
      </div>
    </form>
  );
}
