import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { importFile, previewFile, uploadFile, type FilePreview, type ImportReport, isOpenJob } from "../../../contract/index.ts";
import { api, upload } from "../../api/client.ts";
import { asProblem, type ApiProblem } from "../../api/problem.ts";
import { useJob } from "../../api/useJob.ts";
import type { HowToRead } from "./draft.ts";

/** Sending a file, looking at its beginning and importing it. A file is sent once, however often its mapping is mended. */
export function useBring() {
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
    /** Of 1, how much of the file has been sent. */
    share,
    problem,
    job,
    report: job?.state === "done" ? (job.result as ImportReport) : null,
    /** Sends a file and answers what it seems to hold; null when it cannot be read so, and `problem` says why. */
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
    /** Looks at the file again, as somebody says that it is to be read. */
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
