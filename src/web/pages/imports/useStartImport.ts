import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { importFile, previewFile, uploadFile, type FilePreview, type ImportReport, isOpenJob } from "../../../contract/index.ts";
import { api, upload } from "../../api/client.ts";
import { asProblem, type ApiProblem } from "../../api/problem.ts";
import { useJob } from "../../api/useJob.ts";
import type { HowToRead } from "./draft.ts";

/** Uploads a file, previews it and imports it. The upload happens once, even if the mapping is corrected several times. */
export function useStartImport() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [step, setStep] = useState<"upload" | "look" | "start" | null>(null);
  const [share, setShare] = useState(0);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [started, setStarted] = useState<string>();
  const job = useJob(started);
  const ended = job !== undefined && !isOpenJob(job);

  useEffect(() => {
    if (ended) void client.invalidateQueries();
  }, [ended, client]);

  const look = async (given: string, reading: HowToRead & { readonly sheet?: string } = {}): Promise<FilePreview | null> => {
    setStep("look");
    try {
      const seen = await api(previewFile, { upload: given, reading });
      setPreview(seen);
      return seen;
    } catch (error) {
      setProblem(asProblem(error));
      return null;
    } finally {
      setStep(null);
    }
  };

  return {
    file,
    sent,
    preview,
    step,
    /** The share of the file that was sent, from 0 to 1. */
    share,
    problem,
    job,
    report: job?.state === "done" ? (job.result as ImportReport) : null,
    /** Uploads a file and returns its preview. Null if it cannot be read; then `problem` has the reason. */
    async choose(chosen: File): Promise<FilePreview | null> {
      setFile(chosen);
      setProblem(null);
      setPreview(null);
      setStarted(undefined);
      setStep("upload");
      setShare(0);
      try {
        const answer = await upload(uploadFile, { name: chosen.name }, chosen, setShare);
        setSent(answer.upload);
        return await look(answer.upload);
      } catch (error) {
        setProblem(asProblem(error));
        setStep(null);
        return null;
      }
    },
    /** Previews the file again with the person's choices of how to read it. */
    async lookAgain(reading: HowToRead & { readonly sheet?: string }): Promise<FilePreview | null> {
      setProblem(null);
      return sent === null ? null : look(sent, reading);
    },
    async start(mapping: unknown, createTags = false): Promise<void> {
      if (sent === null) return;
      setProblem(null);
      setStarted(undefined);
      setStep("start");
      try {
        setStarted((await api(importFile, { upload: sent, mapping, createTags })).job);
      } catch (error) {
        setProblem(asProblem(error));
      }
      setStep(null);
    },
    reset(): void {
      setFile(null);
      setSent(null);
      setPreview(null);
      setProblem(null);
      setStarted(undefined);
    },
  };
}
