import { Input } from "antd";
import { useId } from "react";
import { useTexts } from "../../i18n/index.ts";
import "./assignment.css";

/** The reason and end of an assignment. Both may be empty. */
export interface AssignmentText {
  readonly reason: string;
  /** The last day of the assignment, `2026-12-31`; empty: no end. */
  readonly until: string;
}

export const NO_ASSIGNMENT_TEXT: AssignmentText = { reason: "", until: "" };

interface Props {
  readonly details: AssignmentText;
  readonly onDetails: (details: AssignmentText) => void;
  /** Whether to ask for an end. A removal has none. */
  readonly ends: boolean;
}

export function AssignmentFields({ details, onDetails, ends }: Props) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="tw-assignment-fields">
      <label htmlFor={`${id}-reason`}>{t("assignment.reason")}</label>
      <Input
        id={`${id}-reason`}
        maxLength={500}
        placeholder={t("assignment.reasonExample")}
        value={details.reason}
        onChange={(event) => onDetails({ ...details, reason: event.target.value })}
      />
      {ends && (
        <>
          <label htmlFor={`${id}-until`}>{t("assignment.until")}</label>
          <Input
            id={`${id}-until`}
            type="date"
            value={details.until}
            onChange={(event) => onDetails({ ...details, until: event.target.value })}
          />
        </>
      )}
    </div>
  );
}
