import { useTexts } from "../i18n/index.ts";
import { Num } from "./Num.tsx";
import "./moves.css";

/** How many customers entered and left a tag. Leaving has no warning colour, because it is not a loss by itself. */
export function Moves({ entered, left }: { entered: number; left: number }) {
  const { t } = useTexts();
  return (
    <span className="tw-moves">
      <span className={entered > 0 ? "tw-moves-in" : "tw-moves-none"}>
        <span aria-hidden="true">+</span>
        <span className="tw-hidden">{t("tags.entered")} </span>
        <Num value={entered} />
      </span>
      <span className={left > 0 ? "tw-moves-out" : "tw-moves-none"}>
        <span aria-hidden="true">−</span>
        <span className="tw-hidden">{t("tags.left")} </span>
        <Num value={left} />
      </span>
    </span>
  );
}
