import { useId, type ReactNode } from "react";
import type { Issue } from "../../../api/problem.ts";
import { useTexts } from "../../../i18n/index.ts";
import type { Checked } from "./useTagCheck.ts";

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly issues?: readonly Issue[];
  readonly remarks?: Checked["remarks"];
  readonly wide?: boolean;
  readonly children: (control: { readonly id: string; readonly "aria-describedby": string; readonly status: "" | "error" }) => ReactNode;
}

/** A field with its label, and below it what is wrong or doubtful about it. */
export function Field({ label, hint, issues = [], remarks = [], wide, children }: Props) {
  const { lang, pick } = useTexts();
  const id = useId();
  return (
    <div className={wide ? "tw-field tw-field-wide" : "tw-field"}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-notes`, status: issues.length > 0 ? "error" : "" })}
      <div id={`${id}-notes`}>
        {issues.map((issue) => (
          <p key={issue.code + issue.path} className="tw-field-wrong" role="alert">
            {issue[lang]}
          </p>
        ))}
        {issues.length === 0 &&
          remarks.map((remark) => (
            <p key={remark.en} className="tw-field-remark" role="status">
              {pick(remark)}
            </p>
          ))}
        {hint !== undefined && issues.length + remarks.length === 0 && <p className="tw-field-hint">{hint}</p>}
      </div>
    </div>
  );
}
