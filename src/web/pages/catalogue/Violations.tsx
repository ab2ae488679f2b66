import { Tooltip } from "antd";
import { Num } from "../../components/Num.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The number of violations, in amber, with what happens to these values. `onOpen` opens the form that changes the type. */
export function Violations({ count, onOpen }: { count: number; onOpen?: () => void }) {
  const { t } = useTexts();
  if (count === 0) return <span className="tw-quiet">–</span>;
  return (
    <Tooltip title={onOpen ? t("catalogue.violationsMend") : t("catalogue.violationsHelp")}>
      <span className="tw-attention">
        {onOpen ? (
          <button type="button" className="tw-link" onClick={onOpen}>
            <Num value={count} />
          </button>
        ) : (
          <Num value={count} />
        )}
      </span>
    </Tooltip>
  );
}
