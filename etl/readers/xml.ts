import sax from "sax";

export type Attributes = Record<string, string | undefined>;

/** What a reader does with a document: names come without prefix where `prefixes` is false. */
export type XmlHandler = {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/**
 * Walks an XML document. Declared entities are never expanded, so a document cannot grow; anything that is not
 * well-formed throws.
 */
export function walkXml(bytes: Buffer, handler: XmlHandler, { prefixes = false } = {}): void {
  const parser = sax.parser(true, { position: false });
  const local = (name: string): string => (prefixes ? name : name.slice(name.indexOf(":") + 1));
  parser.onopentag = (tag) => handler.open?.(local(tag.name), tag.attributes as Attributes);
  parser.onclosetag = (name) => handler.close?.(local(name));
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  parser.onerror = (error) => {
    throw new Error(error.message.split("\n")[0]);
  };
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  const step = 65_536;
  for (let at = 0; at < bytes.length; at += step) {
    parser.write(decoder.decode(bytes.subarray(at, at + step), { stream: true }));
  }
  parser.write(decoder.decode());
  parser.close();
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
