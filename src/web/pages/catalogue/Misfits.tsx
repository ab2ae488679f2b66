import { Tooltip } from "antd";
import { Num } from "../../components/Num.tsx";
import { useTexts } from "../../i18n/index.ts";

/** How many values have another type; amber where there are any, with what becomes of them. */
export function Misfits({ count }: { count: number }) {
  const { t } = useTexts();
  if (count === 0) return <span className="tw-quiet">–</span>;
  return (
    <Tooltip title={t("catalogue.misfitsHelp")}>
      <span className="tw-attention">
        <Num value={count} />
      </span>
    </Tooltip>
  );
}
