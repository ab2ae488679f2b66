import { Button } from "antd";
import { useState } from "react";
import type { PinShape } from "../../../contract/index.ts";
import { useMay } from "../../api/session.ts";
import { useActorName } from "../useActorName.ts";
import { useTexts } from "../../i18n/index.ts";
import { Ago } from "../Ago.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import { PinMark } from "../chip/PinMark.tsx";
import { useUntil } from "../useUntil.ts";
import { choiceOf, usePins, type PinPlace } from "./usePins.tsx";
import "./pin.css";

/** A pin that holds: which way, why, who, when, until when; and the way to end it. */
export function PinLine({ pin, place, children }: { pin: PinShape; place: PinPlace; children?: React.ReactNode }) {
  const { t } = useTexts();
  const actorName = useActorName();
  const may = useMay("tag.assign");
  const set = usePins();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const until = useUntil();
  const take = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    await set(place, null, choiceOf(pin)).catch(setProblem);
    setBusy(false);
  };
  return (
    <div className="tw-pin">
      <PinMark size={14} />
      <div className="tw-pin-words">
        <p>
          {children} <strong>{t(pin.direction === "in" ? "pin.heldIn" : "pin.heldOut")}</strong>
          {pin.value !== null && <> {pin.value}</>}
        </p>
        <p className="tw-pin-reason">{pin.reason}</p>
        <p className="tw-quiet">
          {actorName(pin.actor)} · <Ago at={pin.at} /> · {until(pin.expires)}
        </p>
        {problem !== undefined && <ProblemNote problem={problem} />}
      </div>
      {may && (
        <Button size="small" loading={busy} onClick={() => void take()}>
          {t("pin.take")}
        </Button>
      )}
    </div>
  );
}
