import { expect, test } from "vitest";
import { alarm } from "./alarm.ts";

const LONG = 3_600_000;

test("a ring ends the pause, also one that came before it", async () => {
  const one = alarm();
  const pausing = one.pause(LONG);
  one.ring();
  one.ring();
  await pausing;
  one.ring();
  await one.pause(LONG, { after: 1 });
  await expect(one.pause(1)).resolves.toBeUndefined();
});

test("a deaf pause lasts its time and keeps the ring for the next", async () => {
  const one = alarm();
  one.ring();
  await one.pause(1, { deaf: true });
  await expect(one.pause(LONG)).resolves.toBeUndefined();
});

test("what has ended pauses no more", async () => {
  const one = alarm();
  const pausing = one.pause(LONG);
  one.end();
  await pausing;
  await expect(one.pause(LONG)).resolves.toBeUndefined();
});
