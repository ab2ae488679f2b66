import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { applyTags, previewTags, type TagPlan, isOpenJob } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { readYaml, type YamlFault } from "../../components/yaml.ts";

/** Publishes tags from a YAML text: parse, preview, apply, wait for the job. */
export function useDefine(text: string) {
  const client = useQueryClient();
  const [fault, setFault] = useState<YamlFault | null>(null);
  const [planned, setPlanned] = useState<{ text: string; document: Record<string, unknown>; plan: TagPlan } | null>(null);
  const plan = useAct(previewTags);
  const apply = useAct(applyTags);
  const job = useJob(apply.data?.job);
  const done = job?.state === "done";

  useEffect(() => {
    if (done) void client.invalidateQueries();
  }, [done, client]);

  return {
    fault,
    /** The preview of exactly this text. One of an older text must not be published. */
    plan: planned?.text === text ? planned.plan : null,
    /** What that preview is of. */
    document: planned?.text === text ? planned.document : null,
    planning: plan.isPending,
    applying: apply.isPending || (job !== undefined && isOpenJob(job)),
    job,
    problem: plan.error ?? apply.error ?? null,
    async preview(): Promise<void> {
      plan.reset();
      apply.reset();
      const read = await readYaml(text);
      setFault(read.fault);
      if (read.fault) return;
      const made = await plan.mutateAsync({ document: read.document }).catch(() => null);
      if (made) setPlanned({ text, document: read.document, plan: made });
    },
    publish(): void {
      if (planned?.text === text) apply.mutate({ document: planned.document });
    },
    reset(): void {
      plan.reset();
      apply.reset();
      setPlanned(null);
      setFault(null);
    },
  };
}
