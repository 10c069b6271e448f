import { crc32 } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import type { Budget } from "#etl/readers/limits.ts";
import { broken, Unreadable } from "#etl/readers/unreadable.ts";

/** The files in a zip, each read within the budget and checked against its checksum. */
export type Zip = {
  /** What the zip has turned out to be, for the words of its errors. */
  kind: "zip" | "xlsx" | "ods";
  names: readonly string[];
  has(name: string): boolean;
  read(name: string): Promise<Buffer>;
};

/** Opens a zip in memory. Throws when it is damaged, locked with a password, or would unpack to too much. */
export async function openZip(bytes: Buffer, budget: Budget): Promise<Zip> {
  const file = await open(bytes).catch((error: unknown) => Promise.reject(broken("zip", text(error))));
  const entries = await list(file, budget).catch((error: unknown) => Promise.reject(asUnreadable(error, "zip")));
  let declared = 0;
  for (const entry of entries.values()) {
    declared += entry.uncompressedSize;
    if (entry.isEncrypted()) throw locked();
  }
  // Overlapping entries declare far more than the file holds, so the sum is checked before anything is unpacked.
  budget.within("expanded", budget.used.expanded + declared);
  const zip: Zip = {
    kind: "zip",
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read: async (name) => {
      const entry = entries.get(name);
      if (!entry) throw broken(zip.kind, `missing part: ${name}`);
      return unpack(file, entry, budget).catch((error: unknown) => Promise.reject(asUnreadable(error, zip.kind)));
    },
  };
  return zip;
}

/** A file that only opens with a password. */
export function locked(): Unreadable {
  return new Unreadable("locked_file", {
    message: { id: "berkas dikunci dengan kata sandi", en: "unsupported file: it is locked with a password" },
    remedy: {
      id: "Buka berkasnya, hapus kata sandinya, simpan, lalu kirim lagi.",
      en: "Open the file, remove its password, save it and hand it in again.",
    },
  });
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: false }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
}

function list(file: ZipFile, budget: Budget): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    file.on("error", reject);
    file.on("end", () => resolve(entries));
    file.on("entry", (entry: Entry) => {
      try {
        budget.spend("parts", 1);
        if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
        file.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    file.readEntry();
  });
}

function unpack(file: ZipFile, entry: Entry, budget: Budget): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on("error", reject);
      stream.on("data", (chunk: Buffer) => {
        try {
          budget.spend("expanded", chunk.length);
          chunks.push(chunk);
        } catch (tooMuch) {
          stream.destroy(tooMuch as Error);
        }
      });
      stream.on("end", () => {
        const bytes = Buffer.concat(chunks);
        if (crc32(bytes) !== entry.crc32) reject(new Error(`checksum of ${entry.fileName} differs`));
        else resolve(bytes);
      });
    });
  });
}

function asUnreadable(error: unknown, kind: Zip["kind"]): Unreadable {
  return error instanceof Unreadable ? error : broken(kind, text(error));
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
