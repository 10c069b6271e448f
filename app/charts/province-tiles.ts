/** A soft hyphen in the short name says where a narrow tile may break it. */
export type Tile = { code: string; short: string; column: number; row: number };

/** Upper end of each class of the number of malls; the last class is open. */
export const TILE_CLASSES = [0, 4, 9, 19] as const;

/**
 * The 38 provinces as equal tiles on a grid of 15 columns, each roughly where it lies. A narrow screen shows the same
 * tiles as two halves, one above the other: the west (columns 1–8) and the east (from column 9).
 */
export const PROVINCE_TILES: readonly Tile[] = [
  tile("11", "Aceh", 1, 1),
  tile("12", "Sumut", 2, 2),
  tile("13", "Sumbar", 2, 3),
  tile("14", "Riau", 3, 3),
  tile("21", "Kepri", 4, 3),
  tile("15", "Jambi", 3, 4),
  tile("19", "Babel", 5, 4),
  tile("17", "Beng\u00adkulu", 3, 5),
  tile("16", "Sumsel", 4, 5),
  tile("18", "Lam\u00adpung", 4, 6),
  tile("36", "Banten", 5, 7),
  tile("31", "Jakarta", 6, 6),
  tile("32", "Jabar", 6, 7),
  tile("33", "Jateng", 7, 7),
  tile("34", "DIY", 7, 8),
  tile("35", "Jatim", 8, 7),
  tile("65", "Kaltara", 8, 2),
  tile("61", "Kalbar", 7, 3),
  tile("64", "Kaltim", 8, 3),
  tile("62", "Kalteng", 7, 4),
  tile("63", "Kalsel", 8, 4),
  tile("51", "Bali", 9, 7),
  tile("52", "NTB", 10, 7),
  tile("53", "NTT", 11, 7),
  tile("75", "Goron\u00adtalo", 10, 2),
  tile("71", "Sulut", 11, 2),
  tile("72", "Sulteng", 10, 3),
  tile("76", "Sulbar", 10, 4),
  tile("74", "Sultra", 11, 4),
  tile("73", "Sulsel", 10, 5),
  tile("82", "Malut", 12, 3),
  tile("81", "Maluku", 12, 5),
  tile("96", "PB Daya", 13, 3),
  tile("92", "P Barat", 14, 3),
  tile("91", "Papua", 15, 3),
  tile("94", "P Tengah", 14, 4),
  tile("95", "P Pegun.", 15, 4),
  tile("93", "P Selatan", 15, 5),
];

/** The class of a count, from 0 (none) to 4. */
export function tileClass(count: number): number {
  const at = TILE_CLASSES.findIndex((upper) => count <= upper);
  return at < 0 ? TILE_CLASSES.length : at;
}

/** Where a tile stands on a narrow screen: 8 columns, the east below the west, without the empty row above Bali. */
export function narrowPlace({ column, row }: Tile): { column: number; row: number } {
  return column <= 8 ? { column, row } : { column: column - 8, row: Math.min(row, 6) + 7 };
}

function tile(code: string, short: string, column: number, row: number): Tile {
  return { code, short, column, row };
}
