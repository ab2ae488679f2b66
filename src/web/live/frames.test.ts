import { expect, test } from "vitest";
import { frameReader } from "./frames.ts";

test("a stream is the same frames however it is cut", () => {
  const text = 'retry: 2000\nid: 1.2.3\ndata: {"a":1}\n\n: beat\n\nid: 1.2.4\ndata: x\ndata: y\n\n';
  const whole = [
    { id: "1.2.3", data: '{"a":1}' },
    { id: "1.2.4", data: "x\ny" },
  ];
  for (let size = 1; size < text.length; size++) {
    const read = frameReader();
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
    expect(chunks.flatMap(read)).toEqual(whole);
  }
});
