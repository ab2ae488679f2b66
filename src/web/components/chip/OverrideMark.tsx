import { useTexts } from "../../i18n/index.ts";

/** The mark of an override. */
export function OverrideMark({ size = 11 }: { size?: number }) {
  const { t } = useTexts();
  return (
    <svg className="tw-override-mark" width={size} height={size} viewBox="0 0 11 11" role="img" aria-label={t("override.overridden")}>
      <path
        d="M3.6 1.2h3.8M4.3 1.4v2.9L2.6 6.2h5.8L6.7 4.3V1.4M5.5 6.4v3.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
