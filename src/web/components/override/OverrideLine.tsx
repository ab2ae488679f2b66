import { Button } from "antd";
import { useState } from "react";
import type { OverrideShape } from "../../../contract/index.ts";
import { useMay } from "../../api/session.ts";
import { useActorName } from "../useActorName.ts";
import { useTexts } from "../../i18n/index.ts";
import { Ago } from "../Ago.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import { OverrideMark } from "../chip/OverrideMark.tsx";
import { useUntil } from "../useUntil.ts";
import { choiceOf, useOverrides, type OverridePlace } from "./useOverrides.tsx";
import "./override.css";

/** An override in force: direction, reason, author, time, end, and a button to remove it. */
export function OverrideLine({ override, place, children }: { override: OverrideShape; place: OverridePlace; children?: React.ReactNode }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const may = useMay("tag.assign");
  const set = useOverrides();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const until = useUntil();
  const take = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    await set(place, null, choiceOf(override)).catch(setProblem);
    setBusy(false);
  };
  return (
    <div className="tw-override">
      <OverrideMark size={14} />
      <div className="tw-override-words">
        <p>
          {children} <strong>{t(override.direction === "in" ? "override.heldIn" : "override.heldOut")}</strong>
          {override.value !== null && <> {override.value}</>}
        </p>
        <p className="tw-override-reason">{override.reason}</p>
        <p className="tw-quiet">
          {actorName(override.actor)} · <Ago at={override.at} /> · {until(override.expires)}
        </p>
        {problem !== undefined && <ProblemNote problem={problem} />}
      </div>
      {may && (
        <Button size="small" loading={busy} onClick={() => void take()}>
          {t("override.take")}
        </Button>
      )}
    </div>
  );
}
