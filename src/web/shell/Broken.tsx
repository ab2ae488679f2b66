import { useRouter } from "@tanstack/react-router";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { ProblemNote } from "../components/ProblemNote.tsx";

/** A page that could not be shown at all. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  return (
    <div className="tw-page">
      <ProblemNote
        problem={error}
        onRetry={() => {
          queries.reset();
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
