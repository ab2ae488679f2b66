import { Input } from "antd";
import { useId } from "react";
import { useTexts } from "../../i18n/index.ts";
import "./assignment.css";

/** What one says who puts a static tag on or takes it off; both may stay empty. */
export interface SaidText {
  readonly reason: string;
  /** A day, `2026-12-31`, that day included; empty: no end. */
  readonly until: string;
}

export const NOTHING_SAID: SaidText = { reason: "", until: "" };

interface Props {
  readonly said: SaidText;
  readonly onSaid: (said: SaidText) => void;
  /** A tag that is taken off has no end. */
  readonly ends: boolean;
}

export function SaidFields({ said, onSaid, ends }: Props) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="tw-said">
      <label htmlFor={`${id}-reason`}>{t("assignment.reason")}</label>
      <Input
        id={`${id}-reason`}
        maxLength={500}
        placeholder={t("assignment.reasonExample")}
        value={said.reason}
        onChange={(event) => onSaid({ ...said, reason: event.target.value })}
      />
      {ends && (
        <>
          <label htmlFor={`${id}-until`}>{t("assignment.until")}</label>
          <Input id={`${id}-until`} type="date" value={said.until} onChange={(event) => onSaid({ ...said, until: event.target.value })} />
        </>
      )}
    </div>
  );
}
