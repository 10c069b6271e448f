import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findRegion,
  islandGroup,
  kindOfName,
  nearRegions,
  parseRegionCode,
  provinceCode,
  type Region,
  regionByBps,
  regionByCode,
  regionIndex,
  searchRegions,
  titleOfName,
} from "#core/region.ts";

/** Every region of the package idn-area-data, and the BPS codes of the two that are easily confused. */
const BPS: Record<string, string> = { "12.71": "1275", "12.73": "1271", "63.72": "6372" };
const read = (file: string) =>
  readFileSync(new URL(`../../node_modules/idn-area-data/data/${file}.csv`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","));
const regions: Region[] = [
  ...read("provinces").map(([code = "", name = ""]) => made(code, `Provinsi ${titleOfName(name)}`, "province")),
  ...read("regencies").map(([code = "", , name = ""]) =>
    made(code, titleOfName(name), kindOfName(name) ?? "kabupaten"),
  ),
];
const index = regionIndex(regions);

function made(region_code: string, name: string, kind: Region["kind"]): Region {
  const province_code = provinceCode(region_code);
  return {
    region_code,
    name,
    kind,
    province_code,
    bps_code: BPS[region_code] ?? null,
    island_group: islandGroup(region_code),
  };
}

const found = (name: string, options?: { province: string }) => {
  const result = findRegion(index, name, options);
  return result.match === "found" ? result.region.region_code : result.match;
};
const candidates = (name: string) => {
  const result = findRegion(index, name);
  return result.match === "ambiguous" ? result.candidates.map((r) => r.region_code) : result.match;
};
const codes = (list: readonly Region[]) => list.map((r) => r.region_code);

test("all 38 provinces and 514 kabupaten and kota are here", () => {
  expect([regions.filter((r) => r.kind === "province").length, regions.length]).toEqual([38, 38 + 514]);
});

describe("a code is text", () => {
  test.each(["ID", "63", "63.72", "35.10"])("%s is a code", (code) => {
    expect(parseRegionCode(code)).toBe(code);
  });

  test("the number 63.72 is none, and 35.1 is what 35.10 becomes when it is read as one", () => {
    expect(() => parseRegionCode(63.72)).toThrow("invalid region code: 63.72 (a code is text, not a number)");
    expect(() => parseRegionCode("35.1")).toThrow("invalid region code: 35.1");
    expect(() => parseRegionCode(35.1)).toThrow("invalid region code: 35.1");
  });

  test.each(["6372", "63,72", "63.72.01", "", "63.", "Banjarbaru", null, undefined])("%j is none", (code) => {
    expect(() => parseRegionCode(code)).toThrow(/^invalid region code/);
  });

  test("a code that looks right but belongs to no region is unknown", () => {
    expect(() => regionByCode(index, "63.99")).toThrow("unknown region: 63.99");
    expect(regionByCode(index, "63.72").name).toBe("Kota Banjarbaru");
  });

  test("the province is its first two digits", () => {
    expect([provinceCode("63.72"), provinceCode("63"), provinceCode("ID")]).toEqual(["63", "63", null]);
  });

  test("every region lies in an island group", () => {
    const groups = ["11", "21", "31", "36", "51", "53", "61", "65", "71", "76", "81", "82", "91", "96"];
    expect(groups.map(islandGroup)).toEqual([
      ...["sumatera", "sumatera", "jawa", "jawa", "bali_nusra", "bali_nusra", "kalimantan", "kalimantan"],
      ...["sulawesi", "sulawesi", "maluku", "maluku", "papua", "papua"],
    ]);
    expect(islandGroup("ID")).toBeNull();
    expect(() => islandGroup("99")).toThrow("unknown province: 99");
    expect(() => islandGroup("41.01")).toThrow("unknown province: 41");
  });

  test("a region that is listed twice is refused", () => {
    const medan = made("12.71", "Kota Medan", "kota");
    expect(() => regionIndex([medan, medan])).toThrow("duplicate region: 12.71");
  });
});

describe("BPS codes are other codes", () => {
  test("Kemendagri 12.71 is Kota Medan, BPS 1271 is Kota Sibolga", () => {
    expect(regionByCode(index, "12.71").name).toBe("Kota Medan");
    expect(regionByBps(index, "1271").name).toBe("Kota Sibolga");
    expect(regionByBps(index, "1275").name).toBe("Kota Medan");
  });

  test.each([1271, "12.71", "127"])("%j is no BPS code", (code) => {
    expect(() => regionByBps(index, code)).toThrow(/^invalid BPS code/);
  });

  test("a code without a region is unknown", () => {
    expect(() => regionByBps(index, "9999")).toThrow("unknown BPS code: 9999");
  });
});

describe("the 19 regions of the Samarinda article", () => {
  test.each([
    ["DKI Jakarta", "31"],
    ["Surabaya", "35.78"],
    ["Banyuwangi", "35.10"],
    ["Denpasar", "51.71"],
    ["Tomohon", "71.73"],
    ["Karang Asem", "51.07"],
    ["Badung", "51.03"],
    ["Batam", "21.71"],
    ["Padang", "13.71"],
    ["Banyumas", "33.02"],
    ["Sidoarjo", "35.15"],
    ["Pekanbaru", "14.71"],
    ["Sleman", "34.04"],
    ["Sumedang", "32.11"],
    ["Banda Aceh", "11.71"],
    ["Payakumbuh", "13.76"],
    ["Samarinda", "64.72"],
  ])("%s is %s", (name, code) => {
    expect(found(name)).toBe(code);
  });

  test("Probolinggo and Bogor are each a kabupaten and a kota", () => {
    expect(candidates("Probolinggo")).toEqual(["35.13", "35.74"]);
    expect(candidates("Bogor")).toEqual(["32.01", "32.71"]);
  });
});

describe("names are compared exactly once case, spaces, punctuation and kind are set aside", () => {
  test.each([
    ["KOTA BANJARBARU", "63.72"],
    ["Banjar Baru", "63.72"],
    ["Pemkot Banjarbaru", "63.72"],
    ["Pemerintah Kota Banjarbaru", "63.72"],
    ["kab. balangan", "63.11"],
    ["Kab.Balangan", "63.11"],
    ["Kabupaten Karangasem", "51.07"],
    ["Kota Pangkalpinang", "19.71"],
    ["Pangkal Pinang", "19.71"],
    ["Palangka Raya", "62.71"],
    ["Palangkaraya", "62.71"],
    ["Padangsidimpuan", "12.77"],
    ["Kota Padang Sidempuan", "12.77"],
    ["Gunung Kidul", "34.03"],
    ["Gunungkidul", "34.03"],
    ["Pangkep", "73.10"],
    ["Kab. Pangkajene dan Kepulauan", "73.10"],
    ["Kutai Kertanegara", "64.02"],
    ["Kukar", "64.02"],
    ["Daerah Khusus Ibukota Jakarta", "31"],
    ["DKI", "31"],
    ["Prov. DKI Jakarta", "31"],
    ["Pemprov Jawa Tengah", "33"],
    ["D.I. Yogyakarta", "34"],
    ["Jakarta Pusat", "31.71"],
    ["Kota Adm. Jakarta Pusat", "31.71"],
    ["Kepulauan Seribu", "31.01"],
    ["Lima Puluh Kota", "13.07"],
    ["Kota Baru", "63.02"],
    ["Kotabaru", "63.02"],
    ["Kotawaringin Timur", "62.02"],
    ["Kota Kotamobagu", "71.74"],
    ["Fakfak", "92.03"],
    ["Tojo Una-Una", "72.09"],
    ["Labuhan Batu", "12.10"],
    ["Batubara", "12.19"],
    ["Maluku Tenggara Barat", "81.03"],
    ["Kota Bandung", "32.73"],
    ["Kab. Bandung", "32.04"],
    ["Kota Gorontalo", "75.71"],
    ["Tangsel", "36.74"],
  ])("%s is %s", (name, code) => {
    expect(found(name)).toBe(code);
  });

  test("the 26 names that are both a kabupaten and a kota are never decided", () => {
    const both = `Bandung Banjar Bekasi Bima Blitar Bogor Cirebon Gorontalo Jayapura Kediri Kupang Madiun Magelang Malang
      Mojokerto Pasuruan Pekalongan Probolinggo Semarang Serang Solok Sorong Sukabumi Tangerang Tasikmalaya Tegal`;
    const names = both.split(/\s+/);
    expect(names.length).toBe(26);
    for (const name of names) {
      expect([name, findRegion(index, name).match]).toEqual([name, "ambiguous"]);
      expect([name, findRegion(index, `Kota ${name}`).match]).toEqual([name, "found"]);
      expect([name, findRegion(index, `Kabupaten ${name}`).match]).toEqual([name, "found"]);
    }
  });

  test("a name that a province shares with its city or kabupaten is asked about", () => {
    expect(candidates("Gorontalo")).toEqual(["75", "75.01", "75.71"]);
    expect(candidates("Bengkulu")).toEqual(["17", "17.71"]);
    expect(candidates("Jambi")).toEqual(["15", "15.71"]);
    expect(candidates("Yogyakarta")).toEqual(["34", "34.71"]);
    expect(found("Provinsi Gorontalo")).toBe("75");
  });

  test("a known province narrows the choice: Banjar in 32 is the city, in 63 the kabupaten", () => {
    expect(found("Banjar", { province: "32" })).toBe("32.79");
    expect(found("Banjar", { province: "63" })).toBe("63.03");
    expect(found("Banjar", { province: "33" })).toBe("unknown");
  });

  test("nothing is chosen by similarity: Bandun and Banjarbar lead nowhere, but are offered what is near", () => {
    const result = findRegion(index, "Banjarbar");
    expect(result.match).toBe("unknown");
    expect(result.match === "unknown" && codes(result.near)).toContain("63.72");
    expect(found("Bandun")).toBe("unknown");
    expect(found("Bandung Bondowoso")).toBe("unknown");
    expect(found("")).toBe("unknown");
  });

  test("a kind that does not fit the name is not overlooked: there is no Kota Sidoarjo", () => {
    expect(found("Kota Sidoarjo")).toBe("unknown");
    expect(codes(nearRegions(index, "Kota Sidoarjo"))[0]).toBe("35.15");
  });

  test("every official name finds its own region, in capitals, without spaces and after Pemerintah too", () => {
    const region = fc.constantFrom(...regions);
    const dress = fc.constantFrom<(name: string) => string>(
      (name) => name,
      (name) => name.toUpperCase(),
      (name) => `  ${name.toLowerCase()}. `,
      (name) => `Pemerintah ${name}`,
      (name) => name.replace("Kabupaten", "Kab.").replace("Provinsi", "Prov."),
    );
    fc.assert(
      fc.property(region, dress, ({ name, region_code }, dressed) => {
        expect(found(dressed(name))).toBe(region_code);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the search box offers and never picks", () => {
  test("banjar lists five regions, those of exactly that name first", () => {
    expect(codes(searchRegions(index, "banjar"))).toEqual(["32.79", "63.03", "63.72", "63.71", "33.04"]);
  });

  test("a kind narrows the list", () => {
    expect(codes(searchRegions(index, "kota banjar"))).toEqual(["32.79", "63.72", "63.71"]);
  });

  test("a code may be typed, whole or in part", () => {
    expect(codes(searchRegions(index, "63.72"))).toEqual(["63.72"]);
    expect(searchRegions(index, "63", 20).every((r) => r.region_code.startsWith("63"))).toBe(true);
  });

  test("a later word of the name is found, after the names that begin with it", () => {
    const list = codes(searchRegions(index, "padang"));
    expect(list[0]).toBe("13.71");
    expect(codes(searchRegions(index, "sidempuan"))).toEqual(["12.77"]);
    expect(codes(searchRegions(index, "kertanegara"))).toEqual([]);
    expect(codes(searchRegions(index, "kutai kertanegara"))).toEqual(["64.02"]);
  });

  test("an empty query and an unknown word list nothing", () => {
    expect(searchRegions(index, "  ")).toEqual([]);
    expect(searchRegions(index, "qwerty")).toEqual([]);
  });

  test("at most ten, or as many as asked", () => {
    expect(searchRegions(index, "a").length).toBe(10);
    expect(searchRegions(index, "a", 3).length).toBe(3);
  });
});

describe("near regions help after a mistake", () => {
  test("an unknown code is offered its neighbours in the province", () => {
    const near = codes(nearRegions(index, "63.73"));
    expect(near.slice(0, 2)).toEqual(["63.72", "63.71"]);
    expect(near.every((code) => code.startsWith("63"))).toBe(true);
  });

  test("a digit lost or a dot forgotten is offered the same", () => {
    expect(codes(nearRegions(index, "6372"))[0]).toBe("63.72");
    expect(codes(nearRegions(index, "35.1"))[0]).toBe("35.10");
  });

  test("Badung is near Bandung, and nothing is near qwertyuiop", () => {
    expect(codes(nearRegions(index, "Badungg"))).toContain("51.03");
    expect(nearRegions(index, "qwertyuiop")).toEqual([]);
  });
});

describe("official names", () => {
  test.each([
    ["KOTA ADMINISTRASI JAKARTA PUSAT", "kota"],
    ["KABUPATEN ADMINISTRASI KEPULAUAN SERIBU", "kabupaten"],
    ["Kotabaru", null],
    ["PROVINSI BALI", "province"],
  ])("%s is a %s", (name, kind) => {
    expect(kindOfName(name)).toBe(kind);
  });

  test.each([
    ["KABUPATEN PANGKAJENE DAN KEPULAUAN", "Kabupaten Pangkajene dan Kepulauan"],
    ["DKI JAKARTA", "DKI Jakarta"],
    ["DAERAH ISTIMEWA YOGYAKARTA", "Daerah Istimewa Yogyakarta"],
    ["KABUPATEN FAK FAK", "Kabupaten Fak Fak"],
  ])("%s is written %s", (name, title) => {
    expect(titleOfName(name)).toBe(title);
  });
});
