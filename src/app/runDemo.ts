import type { DemoOptions, RunningDemo } from "./demo/index.ts";

/** The demonstration, loaded when it is asked for: every other command would load its hundred files for nothing. */
export async function runDemo(options: DemoOptions): Promise<RunningDemo> {
  const demo = await import("./demo/index.ts");
  return demo.runDemo(options);
}
