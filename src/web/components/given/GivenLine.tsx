import type { GivenShape } from "../../../contract/index.ts";
import { useActorName } from "../useActorName.ts";
import { useTexts } from "../../i18n/index.ts";
import { Ago } from "../Ago.tsx";
import { useUntil } from "../useUntil.ts";
import "../override/override.css";

/** What was said when a static tag was put on, or taken off: why, by whom, when, until when. */
export function GivenLine({ given, children }: { given: GivenShape; children?: React.ReactNode }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const untilText = useUntil();
  const { reason, actor, at, until } = given;
  return (
    <div className="tw-override">
      <div className="tw-override-words">
        {children && <p>{children}</p>}
        <p className="tw-override-reason">{reason ?? <span className="tw-quiet">{t("given.noReason")}</span>}</p>
        <p className="tw-quiet">
          {actorName(actor)} · <Ago at={at} />
          {until !== null && <> · {untilText(until)}</>}
        </p>
      </div>
    </div>
  );
}
