export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML as a stream. Names have no namespace prefix. This is the only place that uses the XML library. */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  after: () => Promise<void> = async () => {},
): Promise<void> {
  const { SaxParser } = await import("@cj-tech-master/excelts/xml");
  const parser = new SaxParser({ position: false, invalidCharHandling: "skip" });
  if (handlers.open) parser.on("opentag", (tag) => handlers.open!(local(tag.name), tag.attributes as Record<string, string>));
  if (handlers.text) {
    parser.on("text", (text) => handlers.text!(text));
    parser.on("cdata", (text) => handlers.text!(text));
  }
  if (handlers.close) parser.on("closetag", (tag) => handlers.close!(local(tag.name)));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    await after();
  }
  parser.write(decoder.decode());
  parser.close();
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
