import { useQueryClient } from "@tanstack/react-query";
import { describeCatalogue, readCatalogueUse, readEventUse } from "../../../contract/index.ts";

/** Refetches everything that shows the catalogue. */
export function useCatalogueChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [readCatalogueUse, readEventUse, describeCatalogue].map((operation) => client.invalidateQueries({ queryKey: [operation.id] })),
    );
}
