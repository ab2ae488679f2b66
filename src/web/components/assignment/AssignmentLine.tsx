import type { AssignmentShape } from "../../../contract/index.ts";
import { useActorName } from "../useActorName.ts";
import { useTexts } from "../../i18n/index.ts";
import { Ago } from "../Ago.tsx";
import { useUntil } from "../useUntil.ts";
import "../override/override.css";

/** An assignment or removal of a static tag: why, by whom, when, until when. */
export function AssignmentLine({ assignment, children }: { assignment: AssignmentShape; children?: React.ReactNode }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const untilText = useUntil();
  const { reason, actor, at, until } = assignment;
  return (
    <div className="tw-override">
      <div className="tw-override-words">
        {children && <p>{children}</p>}
        <p className="tw-override-reason">{reason ?? <span className="tw-quiet">{t("assignment.noReason")}</span>}</p>
        <p className="tw-quiet">
          {actorName(actor)} · <Ago at={at} />
          {until !== null && <> · {untilText(until)}</>}
        </p>
      </div>
    </div>
  );
}
