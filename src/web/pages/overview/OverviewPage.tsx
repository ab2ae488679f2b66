import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { readOverview } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useSession } from "../../api/session.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { Activity } from "./Activity.tsx";
import { Changes } from "./Changes.tsx";
import { FirstUse } from "./FirstUse.tsx";
import { KeyFigures } from "./KeyFigures.tsx";
import { Kinds } from "./Kinds.tsx";
import { Largest } from "./Largest.tsx";
import "./overview.css";

export function OverviewPage() {
  const { t } = useTexts();
  const workspace = useSession()?.workspace.name;
  const { data, error, refetch } = useQuery(ask(readOverview, {}));
  if (data && data.customers === 0) return <FirstUse />;
  return (
    <div className="tw-page">
      <PageHeader title={t("shell.overview")} lead={workspace !== "Tagwise" && workspace} />
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {data && data.evaluation.failing > 0 && (
        <Attention>
          {t("overview.failing", { count: data.evaluation.failing })}{" "}
          <Link to="/tags" search={{ state: "failing" }} className="tw-link">
            {t("evaluation.showFailing")}
          </Link>
        </Attention>
      )}
      {(data || !error) && (
        <div className="tw-overview">
          <KeyFigures overview={data} />
          <Activity activity={data?.activity} />
          <Kinds overview={data} />
          <Largest tags={data?.largest} />
          <Changes changes={data?.changes} />
        </div>
      )}
    </div>
  );
}
