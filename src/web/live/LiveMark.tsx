import { Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../i18n/index.ts";
import type { LiveState } from "./connection.ts";
import "./live.css";

/** A shorter interruption is not shown: the reconnection brings everything missed. */
const QUIET_MILLISECONDS = 4_000;

/** A mark that live updates are interrupted; nothing while they work. */
export function LiveMark({ state, phone }: { state: LiveState; phone: boolean }) {
  const { t } = useTexts();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(state === "lost"), state === "lost" ? QUIET_MILLISECONDS : 0);
    return () => clearTimeout(timer);
  }, [state]);
  if (!long || state !== "lost") return null;
  return (
    <Tooltip title={t("live.help")}>
      <span className="tw-live-lost" role="status">
        <span className="tw-live-ring" aria-hidden="true" />
        <span className={phone ? "tw-hidden" : undefined}>{t("live.lost")}</span>
      </span>
    </Tooltip>
  );
}
