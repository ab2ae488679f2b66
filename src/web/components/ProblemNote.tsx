import { Button } from "antd";
import { asProblem } from "../api/problem.ts";
import { useTexts } from "../i18n/index.ts";
import { Icon } from "./Icon.tsx";
import "./note.css";

/** An error at its place in the page: what was wrong, where, what to do. */
export function ProblemNote({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const { t, lang } = useTexts();
  const shown = asProblem(problem);
  return (
    <div className="tw-note tw-note-red" role="alert">
      <Icon name="warning" />
      <div className="tw-note-body">
        <p>{shown.text(lang)}</p>
        {shown.issues.length > 0 && (
          <ul className="tw-note-issues">
            {shown.issues.map((issue) => (
              <li key={issue.path + issue.code}>
                {issue.path && <code>{issue.path}</code>} {issue[lang]}
                {issue.suggestion && <em> {t("common.didYouMean", { suggestion: issue.suggestion })}</em>}
              </li>
            ))}
          </ul>
        )}
        <p className="tw-note-code">
          {shown.code}
          {shown.details.requestId && ` · ${shown.details.requestId}`}
        </p>
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}

/** A warning that is not an error of the last action. */
export function Attention({ children }: { children: React.ReactNode }) {
  return (
    <div className="tw-note tw-note-amber" role="status">
      <Icon name="warning" />
      <div className="tw-note-body">{children}</div>
    </div>
  );
}
