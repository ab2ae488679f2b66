import { useQuery } from "@tanstack/react-query";
import { listJobs } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { JobProgress } from "../../components/JobProgress.tsx";
import { useTexts } from "../../i18n/index.ts";

const BUSY_MILLISECONDS = 1_000;
const IDLE_MILLISECONDS = 10_000;

/** Running imports that this page did not start: from before, another window, another person or a data source. */
export function Running() {
  const { t } = useTexts();
  const { data } = useQuery({
    ...ask(listJobs, {}),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isImport) ? BUSY_MILLISECONDS : IDLE_MILLISECONDS),
  });
  const jobs = data?.items.filter(isImport) ?? [];
  if (jobs.length === 0) return null;
  return (
    <section className="tw-sheet tw-running" aria-label={t("imports.running")}>
      <h2>{t("imports.running")}</h2>
      {jobs.map((job) => (
        <JobProgress key={job.id} job={job} done={t("imports.done")} />
      ))}
    </section>
  );
}

const isImport = ({ kind }: { readonly kind: string }): boolean => kind === "import" || kind === "undo";
