import { Button } from "antd";
import { previewChange } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { PlanList } from "../tags/PlanList.tsx";
import "../tags/tags.css";

/** Who would enter and leave. It is computed when asked for, because it may take as long as an evaluation. */
export function People({ change }: { change: number }) {
  const { t } = useTexts();
  const preview = useAct(previewChange);
  return (
    <section aria-label={t("changes.people")}>
      <h2>{t("changes.people")}</h2>
      {preview.error && <ProblemNote problem={preview.error} />}
      {preview.data ? (
        <PlanList plan={preview.data} />
      ) : (
        <Button loading={preview.isPending} onClick={() => preview.mutate({ change })}>
          {t("changes.preview")}
        </Button>
      )}
    </section>
  );
}
