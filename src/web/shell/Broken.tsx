import { useRouter } from "@tanstack/react-router";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useEffect } from "react";
import { unreachable } from "../api/problem.ts";
import { ProblemNote } from "../components/ProblemNote.tsx";

/** What browsers and the bundler say when a part of the application itself could not be fetched. */
const PART_MISSING = /preload CSS|dynamically imported module|importing a module script|module script failed/i;
const ASK_AGAIN_MILLISECONDS = 3_000;

/** A page that could not be shown at all. One whose parts could not be fetched comes by itself when the server is there again. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const missing = error instanceof Error && PART_MISSING.test(error.message);
  useEffect(() => {
    if (!missing) return;
    const timer = setInterval(() => {
      // The page anew rather than the part: after an update of the server its parts have other names.
      void fetch("/", { method: "HEAD", cache: "no-store" }).then(
        ({ ok }) => ok && location.reload(),
        () => undefined,
      );
    }, ASK_AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [missing]);
  return (
    <div className="tw-page">
      <ProblemNote
        problem={missing ? unreachable() : error}
        onRetry={() => {
          if (missing) return location.reload();
          queries.reset();
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
