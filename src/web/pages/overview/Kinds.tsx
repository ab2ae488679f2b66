import { Link } from "@tanstack/react-router";
import { TagKind, type Overview } from "../../../contract/index.ts";
import { Bar } from "../../components/Bar.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The number of tags of each kind. */
export function Kinds({ overview }: { overview: Overview | undefined }) {
  const { t } = useTexts();
  return (
    <section className="tw-sheet tw-overview-kinds">
      <div className="tw-sheet-head">
        <h2>{t("overview.byKind")}</h2>
      </div>
      <ul className="tw-sheet-body tw-kinds">
        {TagKind.options.map((kind) => (
          <li key={kind}>
            <Link to="/tags" search={{ kind }} className="tw-kind">
              <span className="tw-kind-name">{t(`kind.${kind}`)}</span>
              <span className="tw-kind-count">{overview ? overview.tagsByKind[kind] : <Skeleton width={24} />}</span>
              <Bar share={overview && overview.tags > 0 ? overview.tagsByKind[kind] / overview.tags : 0} />
              <span className="tw-kind-help">{t(`kindHelp.${kind}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
