import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { importFile, uploadFile, type ImportReport } from "../../../contract/index.ts";
import { api, upload } from "../../api/client.ts";
import { asProblem, type ApiProblem } from "../../api/problem.ts";
import { useJob } from "../../api/useJob.ts";

/** Uploading a file and importing it. A file is uploaded once, however often its mapping is mended. */
export function useBring(file: File | null) {
  const client = useQueryClient();
  const [uploaded, setUploaded] = useState<{ file: File; upload: string } | null>(null);
  const [step, setStep] = useState<"upload" | "start" | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [started, setStarted] = useState<string>();
  const job = useJob(started);
  const ended = job !== undefined && job.state !== "running";

  useEffect(() => {
    if (ended) void client.invalidateQueries();
  }, [ended, client]);

  return {
    step,
    problem,
    job,
    report: job?.state === "done" ? (job.result as ImportReport) : null,
    async start(mapping: unknown): Promise<void> {
      if (!file) return;
      setProblem(null);
      setStarted(undefined);
      try {
        let known = uploaded?.file === file ? uploaded.upload : null;
        if (known === null) {
          setStep("upload");
          known = (await upload(uploadFile, { name: file.name }, file)).upload;
          setUploaded({ file, upload: known });
        }
        setStep("start");
        setStarted((await api(importFile, { upload: known, mapping })).job);
      } catch (error) {
        setProblem(asProblem(error));
      }
      setStep(null);
    },
    reset(): void {
      setProblem(null);
      setStarted(undefined);
    },
  };
}
