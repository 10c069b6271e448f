import { z } from "zod";
import { CONTRACTS, isoDate } from "#core/tables.ts";

/**
 * A stretch that a delivery speaks for. Everything an earlier delivery of the contract said about it is replaced,
 * also where this one has no row: what it leaves out is withdrawn.
 */
export const ScopeEntry = z.strictObject({
  region_code: z.string(),
  /** Type of its periods; counted since New Year is a type of its own. */
  grain: z.string(),
  /** What must be equal for two rows to be about the same thing: count basis, component, basis and currency. */
  series: z.string(),
  /** Null: the figures of the whole mall. "*": all its agencies or units. Else the only one that the file is about. */
  part: z.string().nullable(),
  from: isoDate,
  to: isoDate,
});
export type ScopeEntry = z.infer<typeof ScopeEntry>;

const text = z.strictObject({ id: z.string(), en: z.string() });

/** Something suspicious that a person has looked at and found right. */
export const Acceptance = z.strictObject({
  code: z.string(),
  why: z.string().min(1),
  by: z.string().min(1),
  at: z.string(),
  /** True when it depended on the deliveries that were there. */
  beside_others: z.boolean(),
  message: text,
});
export type Acceptance = z.infer<typeof Acceptance>;

const count = z.number().int().min(0);

/** What is kept of a delivery beside its rows, in delivery.json. */
export const DeliveryRecord = z.strictObject({
  format: z.literal(1),
  sha256: z.string().length(64),
  file_name: z.string().min(1),
  bytes: count,
  contract: z.enum(CONTRACTS),
  sender: z.string().nullable(),
  /** When the figures were what they are: of two deliveries about the same stretch the later one counts. */
  as_of: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  as_of_from: z.enum(["stated", "name", "workbook", "file"]),
  received_at: z.string(),
  engine: z.enum(["reader", "bulk"]),
  stated: z.record(z.string(), z.unknown()),
  scope: z.array(ScopeEntry),
  rows: z.strictObject({ in: count, accepted: count, quarantined: count, dropped: count }),
  accepted: z.array(Acceptance),
  notices: z.array(z.strictObject({ rule: z.string(), message: text })),
  /** Headings of columns about persons, which were dropped unread. */
  personal: z.array(z.string()),
  /** Checksums of the files beside this one. */
  files: z.record(z.string(), z.string()),
  retracted: z.strictObject({ why: z.string().min(1), by: z.string(), at: z.string() }).nullable(),
});
export type DeliveryRecord = z.infer<typeof DeliveryRecord>;

/** The short name of a delivery: the beginning of its checksum. */
export function deliveryId({ sha256 }: Pick<DeliveryRecord, "sha256">): string {
  return sha256.slice(0, 12);
}

/** Where a row stands, for receipts: `1a2b3c4d5e6f/kunjungan.xlsx#Januari`. */
export function placeOf(record: Pick<DeliveryRecord, "sha256" | "file_name">, sheet: string | null): string {
  return `${deliveryId(record)}/${record.file_name}${sheet === null ? "" : `#${sheet}`}`;
}
