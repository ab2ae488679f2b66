import { useQueryClient } from "@tanstack/react-query";
import { listTagGroups, listTagOverlaps, listTags, readTag } from "../../../../contract/index.ts";

/** Loads the tree again after a change of it. */
export function useTreeChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([listTagGroups, listTagOverlaps, listTags, readTag].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  };
}
