import { useEffect, type ReactNode } from "react";
import { useTexts } from "../i18n/index.ts";
import { CountingNum } from "./Num.tsx";
import "./page.css";

interface Props {
  readonly title: ReactNode;
  /** The title for the browser tab; required if `title` is not plain text. */
  readonly name?: string;
  readonly count?: number | undefined;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
}

/** The head of a page: title, count, one primary action. */
export function PageHeader({ title, name, count, lead, action }: Props) {
  const { t } = useTexts();
  const text = name ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = text ? `${text} · ${t("shell.brand")}` : t("shell.brand");
  }, [text, t]);
  return (
    <header className="tw-head">
      <div className="tw-head-words">
        <div className="tw-head-line">
          <h1>{title}</h1>
          {count !== undefined && count > 0 && (
            <span className="tw-head-count">
              <CountingNum value={count} />
            </span>
          )}
        </div>
        {lead && <div className="tw-head-lead">{lead}</div>}
      </div>
      {action && <div className="tw-head-action">{action}</div>}
    </header>
  );
}
