import { Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../i18n/index.ts";
import type { LiveState } from "./connection.ts";
import "./live.css";

/** A short break is nobody's business: it is made good when the line is back. */
const QUIET_FOR = 4_000;

/** Says quietly that what is shown is no longer kept up; nothing while it is. */
export function LiveMark({ state, phone }: { state: LiveState; phone: boolean }) {
  const { t } = useTexts();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(state === "lost"), state === "lost" ? QUIET_FOR : 0);
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
