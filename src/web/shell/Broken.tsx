import { useRouter } from "@tanstack/react-router";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useEffect } from "react";
import { unreachable } from "../api/problem.ts";
import { ProblemNote } from "../components/ProblemNote.tsx";

/** Errors of browsers and the bundler if a part of the application could not be loaded. */
const PART_MISSING = /preload CSS|dynamically imported module|importing a module script|module script failed/i;
const ASK_AGAIN_MILLISECONDS = 3_000;

/** The error page. If parts of the application could not be loaded, it reloads when the server is reachable again. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const missing = error instanceof Error && PART_MISSING.test(error.message);
  useEffect(() => {
    if (!missing) return;
    const timer = setInterval(() => {
      // Reload the page instead of the part, because an update of the server changes the names of the parts.
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
