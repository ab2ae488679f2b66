import { expect, test } from "vitest";
import { agentName } from "./agentName.ts";

test("a browser is named by its kind and its system; what names neither is shown as it begins", () => {
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  expect(agentName(chrome)).toBe("Chrome · Windows");
  expect(agentName(`${chrome} Edg/140.0`)).toBe("Edge · Windows");
  expect(agentName("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604")).toBe(
    "Safari · iPhone",
  );
  expect(agentName("curl/8.5")).toBe("curl/8.5");
  expect(agentName("x".repeat(100))).toHaveLength(40);
});
