import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readSession, listenLive } from "../../contract/index.ts";
import { addressOf } from "../api/client.ts";
import { ask } from "../api/queries.ts";
import { listen, type LiveState } from "./connection.ts";
import { refresher } from "./refresh.ts";

/** A hidden page disconnects after this time, because a browser allows only six connections to a server for all its pages. */
const HIDDEN_MILLISECONDS = 20_000;

/** Keeps visible data up to date. Use it once per page. Returns the state of the connection. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("off");
  useEffect(() => {
    const onEvents = refresher(client);
    // Starts at the session's position. The session was read first, so changes during the loading of the page are not missed.
    const position = { since: client.getQueryData(ask(readSession, {}).queryKey)?.live };
    const onRefused = (): void => void client.refetchQueries({ queryKey: [readSession.id], type: "all" });
    let stop: (() => void) | undefined;
    let hiding: ReturnType<typeof setTimeout> | undefined;
    const onVisibilityChange = (): void => {
      clearTimeout(hiding);
      if (document.visibilityState === "visible")
        stop ??= listen({ address: addressOf(listenLive, {}), onEvents, onState: setState, onRefused }, position);
      else hiding = setTimeout(letGo, HIDDEN_MILLISECONDS);
    };
    const letGo = (): void => {
      stop?.();
      stop = undefined;
      setState("off");
    };
    onVisibilityChange();
    document.addEventListener("visibilitychange", onVisibilityChange);
    return () => {
      document.removeEventListener("visibilitychange", onVisibilityChange);
      clearTimeout(hiding);
      stop?.();
    };
  }, [client]);
  return state;
}
