import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readSession, listenLive } from "../../contract/index.ts";
import { addressOf } from "../api/client.ts";
import { ask } from "../api/queries.ts";
import { listen, type LiveState } from "./connection.ts";
import { refresher } from "./refresh.ts";

/** A page that nobody looks at lets go after this long: a browser has only six lines to a server for all its pages. */
const HIDDEN_FOR = 20_000;

/** Keeps what is shown true while somebody looks at it. One for the whole page; says how the line to the server is. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("off");
  useEffect(() => {
    const onEvents = refresher(client);
    // From the session on, which was read before anything that is shown: what changed while the page was being asked for is told too.
    const position = { since: client.getQueryData(ask(readSession, {}).queryKey)?.live };
    const onRefused = (): void => void client.refetchQueries({ queryKey: [readSession.id], type: "all" });
    let stop: (() => void) | undefined;
    let hiding: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      clearTimeout(hiding);
      if (document.visibilityState === "visible")
        stop ??= listen({ address: addressOf(listenLive, {}), onEvents, onState: setState, onRefused }, position);
      else hiding = setTimeout(letGo, HIDDEN_FOR);
    };
    const letGo = (): void => {
      stop?.();
      stop = undefined;
      setState("off");
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearTimeout(hiding);
      stop?.();
    };
  }, [client]);
  return state;
}
