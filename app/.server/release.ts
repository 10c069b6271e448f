import fs from "node:fs";
import path from "node:path";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { z } from "zod";
import { ddl, tables } from "#core/tables.ts";
import { env } from "./env.ts";
import { exportsFolder } from "./exports.ts";

const Manifest = z.looseObject({
  release_id: z.string(),
  kind: z.enum(["facts", "synthetic"]),
  published_at: z.string(),
  tables: z.record(z.string(), z.looseObject({ rows: z.number(), sha256: z.string() })),
  /** When each delivery came in. */
  received: z.record(z.string(), z.string()).default({}),
});
export type Manifest = z.infer<typeof Manifest>;

const MAX_OPEN = 4;
const CONNECTIONS = 4;
const SLOW_MS = 50;

/** A query that failed: keeps the SQL text, so that the message alone is enough to reproduce. */
export class QueryError extends Error {
  override name = "QueryError";
  readonly sql: string;
  constructor(sql: string, cause: unknown) {
    super(`${cause instanceof Error ? cause.message : String(cause)}\n${sql}`, { cause });
    this.sql = sql;
  }
}

/** One immutable release, opened read-only. It closes when it is retired and its last query has ended. */
export class Release {
  readonly manifest: Manifest;
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];
  #open = 0;
  #busy = 0;
  #retired = false;

  private constructor(manifest: Manifest, instance: DuckDBInstance) {
    this.manifest = manifest;
    this.#instance = instance;
  }

  get id(): string {
    return this.manifest.release_id;
  }

  static async open(folder: string): Promise<Release> {
    const manifest = Manifest.parse(JSON.parse(await fs.promises.readFile(path.join(folder, "manifest.json"), "utf8")));
    const instance = await DuckDBInstance.create(path.join(folder, "pantau.duckdb"), {
      access_mode: "READ_ONLY",
      threads: "2",
      memory_limit: "2GB",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await connectTo(instance, manifest);
    // A read-only instance could still read and write other files: close that door before the first request.
    await connection.run(`SET allowed_directories = ['${exportsFolder.replaceAll("'", "''")}']`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    const release = new Release(manifest, instance);
    release.#open = 1;
    release.#idle.push(connection);
    return release;
  }

  /** Runs one query with named parameters and checks each row against its shape. */
  async rows<S extends z.ZodType>(
    row: S,
    sql: string,
    params: Record<string, DuckDBValue> = {},
  ): Promise<z.infer<S>[]> {
    const connection = await this.#take();
    const started = performance.now();
    try {
      const reader = await connection.runAndReadAll(sql, params);
      return z.array(row).parse(reader.getRowObjectsJS()) as z.infer<S>[];
    } catch (error) {
      throw new QueryError(sql, error);
    } finally {
      const ms = performance.now() - started;
      if (ms > SLOW_MS) console.warn(`slow query: ${ms.toFixed(0)} ms\n${sql}`);
      this.#give(connection);
    }
  }

  /**
   * A connection of its own for something long, such as an extract: pages do not wait for it. The release stays open
   * until `use` has ended; when `signal` is aborted, the running query is interrupted.
   */
  async apart<T>(signal: AbortSignal, use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.#busy++;
    try {
      const connection = await connectTo(this.#instance, this.manifest);
      const interrupt = (): void => connection.interrupt();
      signal.addEventListener("abort", interrupt);
      try {
        signal.throwIfAborted();
        return await use(connection);
      } finally {
        signal.removeEventListener("abort", interrupt);
        connection.closeSync();
      }
    } finally {
      this.#busy--;
      this.#closeIfDone();
    }
  }

  /** No new queries follow; the file is closed when the running ones have ended. */
  retire(): void {
    this.#retired = true;
    this.#closeIfDone();
  }

  async #take(): Promise<DuckDBConnection> {
    this.#busy++;
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#open < CONNECTIONS) {
      this.#open++;
      return connectTo(this.#instance, this.manifest);
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(connection: DuckDBConnection): void {
    this.#busy--;
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#idle.push(connection);
    this.#closeIfDone();
  }

  #closeIfDone(): void {
    if (!this.#retired || this.#busy > 0) return;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#instance.closeSync();
  }
}

/** A release made before a table existed answers as one in which it is empty; whether it has it, its manifest tells. */
async function connectTo(instance: DuckDBInstance, manifest: Manifest): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  for (const table of tables) {
    if (table.name in manifest.tables) continue;
    await connection.run(ddl(table).replace("CREATE TABLE", "CREATE TEMP TABLE"));
  }
  return connection;
}

const opened = new Map<string, Promise<Release>>();
let pointer: { stamp: string; id: string } | undefined;

/** The release a request is answered from: the named one, or the current one. A 404 names the release that is unknown. */
export async function releaseFor(request: Request): Promise<Release> {
  const id = new URL(request.url).searchParams.get("release");
  if (id === null) return openRelease(currentId());
  if (!/^[\w.-]+$/.test(id) || !fs.existsSync(path.join(releasesFolder(), id, "manifest.json"))) {
    throw new Response(`unknown release: ${id}`, { status: 404 });
  }
  return openRelease(id);
}

/** The release that is current now. */
export function currentRelease(): Promise<Release> {
  return openRelease(currentId());
}

/** Every release in the data folder, newest first. */
export function releaseIds(): string[] {
  return fs
    .readdirSync(releasesFolder())
    .filter((id) => fs.existsSync(path.join(releasesFolder(), id, "manifest.json")))
    .sort()
    .reverse();
}

function releasesFolder(): string {
  return path.join(env.dataFolder, "releases");
}

/** Reads the pointer again only when its file has changed: publishing renames a new one over it. */
function currentId(): string {
  const file = path.join(env.dataFolder, "current.json");
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new Error(`missing release: ${file} (run: npm run etl -- build)`);
  const stamp = `${stat.ino}:${stat.mtimeMs}`;
  if (pointer?.stamp !== stamp) {
    const { release } = z.object({ release: z.string() }).parse(JSON.parse(fs.readFileSync(file, "utf8")));
    pointer = { stamp, id: release };
  }
  return pointer.id;
}

/** The release of an id that is known to exist. */
export function openRelease(id: string): Promise<Release> {
  const known = opened.get(id);
  if (known) {
    opened.delete(id);
    opened.set(id, known);
    return known;
  }
  const opening = Release.open(path.join(releasesFolder(), id));
  opened.set(id, opening);
  opening.catch(() => opened.delete(id));
  for (const [old, release] of opened) {
    if (opened.size <= MAX_OPEN) break;
    if (old === pointer?.id || old === id) continue;
    opened.delete(old);
    release.then((r) => r.retire());
  }
  return opening;
}
