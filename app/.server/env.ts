import path from "node:path";
import { z } from "zod";

const Env = z.object({
  /** Port of the web server. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address the server listens on. */
  HOST: z.string().default("0.0.0.0"),
  /** Folder that holds facts, releases and the pointer to the current one. */
  PANTAU_DATA: z.string().default("data"),
  /** Public address, for links in extracts; without it the address of the request is used. */
  PANTAU_URL: z.url().optional(),
});

const parsed = Env.safeParse(process.env);
if (!parsed.success) throw new Error(`invalid environment:\n${z.prettifyError(parsed.error)}`);

/** The settings of the server, checked once at its start. */
export const env = { ...parsed.data, dataFolder: path.resolve(parsed.data.PANTAU_DATA) };
