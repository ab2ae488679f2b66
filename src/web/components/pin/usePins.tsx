import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { pinTag, unpinTag, type PinShape } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { api } from "../../api/client.ts";
import { asProblem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/index.ts";

/** Which customer and tag a pin is of. */
export interface PinPlace {
  readonly customer: number;
  readonly tag: { readonly code: string; readonly name: Text };
}

/** What a person decides; without an end it holds for ever. */
export interface PinChoice extends Pick<PinShape, "direction" | "value"> {
  readonly reason: string;
  readonly until: string | null;
}

/** The choice that a pin which holds was made by. */
export function choiceOf({ direction, value, reason, expires }: PinShape): PinChoice {
  return { direction, value, reason, until: expires };
}

/** Sets pins and takes them away, says so, and offers to undo it. Both throw what the server refuses. */
export function usePins() {
  const { t, lang, pick } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();

  /** `null` takes the pin away. */
  const send = async ({ customer, tag }: PinPlace, choice: PinChoice | null): Promise<void> => {
    const [ref, code] = [String(customer), tag.code];
    if (choice === null) await api(unpinTag, { tag: code, customer: ref });
    else {
      const { direction, value, reason, until } = choice;
      await api(pinTag, {
        tag: code,
        customer: ref,
        direction,
        reason,
        ...(value !== null && { value }),
        ...(until !== null && { until }),
      });
    }
    await client.invalidateQueries();
  };

  /** @param before What held until now, to go back to. */
  return async (place: PinPlace, choice: PinChoice | null, before: PinChoice | null): Promise<void> => {
    await send(place, choice);
    const key = `pin ${place.tag.code}`;
    const undo = (): void => {
      message.destroy(key);
      send(place, before).catch((error: unknown) => void message.error({ content: asProblem(error).text(lang), duration: 6 }));
    };
    const done = choice === null ? "pin.taken" : choice.direction === "in" ? "pin.setIn" : "pin.setOut";
    void message.success({
      key,
      duration: 8,
      content: (
        <span>
          {t(done, { tag: pick(place.tag.name) })}{" "}
          <button type="button" className="tw-link" onClick={undo}>
            {t("common.undo")}
          </button>
        </span>
      ),
    });
  };
}
