import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw);

type Entry = { name: Buffer; crc: number; packed: number; size: number; at: number };

// Bit 3: sizes follow the data, because they are not known before. Bit 11: names are UTF-8.
const FLAGS = 0x0808;
// 1980-01-01, the earliest date a ZIP can hold: the same content gives the same bytes.
const DAY = 0x0021;
const MAX = 0xffffffff;

/** A ZIP file made piece by piece: memory holds one piece, whatever the size of an entry (at most 4 GB). */
export class Zip {
  readonly #entries: Entry[] = [];
  #at = 0;

  /** The bytes of one more entry. */
  async *entry(name: string, pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at: this.#at };
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(DAY, 12);
    head.writeUInt16LE(entry.name.length, 26);
    yield this.#sent(Buffer.concat([head, entry.name]));
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece);
      // Each piece ends at a byte and refers to nothing before it, so pieces stand one behind the other.
      const packed = await deflate(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      entry.packed += packed.length;
      yield this.#sent(packed);
    }
    const last = Buffer.from([0x03, 0x00]);
    entry.packed += last.length;
    if (entry.size > MAX || this.#at > MAX) throw new Error(`unsupported size of ${name}: more than 4 GB`);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x08074b50, 0);
    writeSizes(sizes, entry, 4);
    yield this.#sent(Buffer.concat([last, sizes]));
    this.#entries.push(entry);
  }

  /** The bytes behind the last entry. */
  end(): Buffer {
    const directory = this.#entries.map((entry) => {
      const head = Buffer.alloc(46);
      head.writeUInt32LE(0x02014b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(20, 6);
      head.writeUInt16LE(FLAGS, 8);
      head.writeUInt16LE(8, 10);
      head.writeUInt16LE(DAY, 14);
      writeSizes(head, entry, 16);
      head.writeUInt16LE(entry.name.length, 28);
      head.writeUInt32LE(entry.at, 42);
      return Buffer.concat([head, entry.name]);
    });
    const all = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(all.length, 12);
    end.writeUInt32LE(this.#at, 16);
    return Buffer.concat([all, end]);
  }

  #sent(bytes: Buffer): Buffer {
    this.#at += bytes.length;
    return bytes;
  }
}

function writeSizes(into: Buffer, { crc, packed, size }: Entry, at: number): void {
  into.writeUInt32LE(crc, at);
  into.writeUInt32LE(packed, at + 4);
  into.writeUInt32LE(size, at + 8);
}
