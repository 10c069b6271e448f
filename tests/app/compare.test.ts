import { beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "#app/.server/compare-years.ts";
import type { Release } from "#app/.server/release.ts";
import { parseQuery } from "#core/query.ts";
import type { Lang } from "#core/words.ts";
import { get, realRelease } from "./real-release.ts";

let release: Release;
let app: Awaited<ReturnType<typeof importApp>>;
beforeAll(async () => {
  release = await realRelease();
  app = await importApp();
});

async function importApp() {
  const [route, page, comparison, catalogue, view, charts, peers] = await Promise.all([
    import("#app/routes/compare.tsx"),
    import("#app/.server/compare-page.ts"),
    import("#app/.server/comparison.ts"),
    import("#app/.server/catalogue.ts"),
    import("#app/.server/compare-view.ts"),
    import("#app/.server/compare-charts.ts"),
    import("#app/.server/peers.ts"),
  ]);
  return { loader: route.loader, ...page, ...comparison, ...catalogue, ...view, ...charts, ...peers };
}

async function pageOf(search: string, lang: Lang = "id") {
  const { value, problems } = parseQuery(new URLSearchParams(search), (await app.catalogue(release)).known);
  return app.comparePage(release, value, problems, lang);
}

async function section(search: string, lang: Lang = "id") {
  const [first] = (await pageOf(search, lang)).sections;
  if (!first) throw new Error(`missing section: ${search}`);
  return first;
}

/** The one row of cells of a mall, as text. */
function cells(of: Awaited<ReturnType<typeof section>>, code: string, basis = ""): string[] {
  const mall = of.table?.malls.find((m) => m.code === code);
  const group = mall?.groups.find((g) => g.basis === basis);
  return (group?.cells ?? []).flatMap((cell: Cell) =>
    "missing" in cell
      ? Array.from({ length: cell.years }, () => cell.missing)
      : [
          cell.readings
            .map(({ reading }) => [reading.text, ...reading.marks.map((m) => m.text)].join(", "))
            .join(" | "),
        ],
  );
}

const FOUR = "m=63.72,63.11,33.04,64.72&i=agencies";

describe("agencies of Banjarbaru, Balangan, Banjarnegara and Samarinda", () => {
  it("keep Balangan's 18 as planned, apart, and out of the malls that have a figure", async () => {
    const shown = await section(FOUR);
    expect(shown.coverage).toBe("3 dari 4 mal mempunyai angka; 1 baru rencana");
    expect(cells(shown, "63.11").at(-1)).toBe("18, rencana");
    const bars = await section(`${FOUR}&view=bar&from=2025`);
    expect(bars.chart?.alternative).toMatch(/Kota Samarinda, 43 instansi; Kab\. Balangan, 18 instansi \(rencana\)/);
    expect(bars.notes.join(" ")).toContain("Batang bergaris putus: belum atau bukan nilai mal.");
  });

  it("say why a year has no figure, and never show 0", async () => {
    const shown = await section(FOUR);
    // No mall has a figure of 2020 or 2024.
    expect(shown.table?.years).toEqual([2019, 2021, 2022, 2023, 2025]);
    expect(shown.table?.gaps).toBe(true);
    expect(cells(shown, "63.72")).toEqual([
      "mal belum melayani",
      "13",
      "belum ditemukan dalam sumber",
      "20",
      "belum ditemukan dalam sumber",
    ]);
    // Balangan was inaugurated in December 2025; since when it served nobody says.
    expect(cells(shown, "63.11").slice(0, -1)).toEqual(Array(4).fill("belum ditemukan dalam sumber"));
  });

  it("draw every date, and say every point in the alternative text", async () => {
    const shown = await section(FOUR);
    expect(shown.rows).toHaveLength(8);
    for (const { reading } of shown.rows) expect(shown.chart?.drawing.wide).toContain(`data-point="${reading.id}"`);
    expect(shown.chart?.alternative).toContain("Kota Banjarbaru, Februari 2021, 8 instansi");
    expect(shown.chart?.alternative).toContain("Kabupaten Balangan, 27 November 2025, 18 instansi, rencana");
  });
});

describe("investment", () => {
  const SURABAYA = "m=35.78&i=realised_investment&from=2019&to=2023";

  it("of Surabaya 2019–2023 is four series that never become one line", async () => {
    const { value } = await app.readQuery(release, new URLSearchParams(SURABAYA));
    const compared = await app.comparison(release, value, "id");
    const [of] = compared.compared;
    if (!of) throw new Error("missing indicator");
    const view = app.indicatorView(compared, of, "id");
    const lines = new Map<string, string[]>();
    for (const point of app.pointsOf(view)) lines.set(point.line, [...(lines.get(point.line) ?? []), point.id]);
    const bases = [...lines].map(([line, ids]) => [line.split(":").at(-1), ids.length]);
    expect(bases.toSorted()).toEqual([
      ["city_count", 2],
      ["lkpm", 3],
      ["lkpm_umk", 3],
      ["unknown~antara-sby-2024", 2],
    ]);
    const shown = await section(SURABAYA);
    expect(shown.notes.join(" ")).toContain("nilai pada dasar yang berbeda tidak dapat dibandingkan");
    expect(shown.table?.malls[0]?.groups.map((group) => group.basis)).toEqual([
      "hitungan daerah",
      "LKPM",
      "LKPM + UMK",
      "dasar tak disebut",
    ]);
  });

  it("joins no two points of different series or bases, for any mall", async () => {
    const { malls } = await app.catalogue(release);
    const codes = [...malls.keys()];
    for (let at = 0; at < codes.length; at += 12) {
      const search = `m=${codes.slice(at, at + 12).join(",")}&i=realised_investment,investment_target,agencies`;
      const { value } = await app.readQuery(release, new URLSearchParams(search));
      const compared = await app.comparison(release, value, "id");
      const rows = new Map(compared.table.rows.map((row) => [row.observation_id, row]));
      for (const of of compared.compared) {
        const lines = new Map<string, Set<string>>();
        for (const point of app.pointsOf(app.indicatorView(compared, of, "id"))) {
          const row = rows.get(point.id);
          lines.set(point.line, (lines.get(point.line) ?? new Set()).add(`${row?.series_id} ${row?.basis}`));
        }
        for (const series of lines.values()) expect(series.size).toBe(1);
      }
    }
  });

  it("marks a year that is not complete, and does not join it", async () => {
    const shown = await section("m=35.78&i=realised_investment&from=2025");
    expect(cells(shown, "35.78", "dasar tak disebut")).toEqual(["Rp31,3 triliun, kumulatif, belum setahun"]);
    expect(shown.notes).toContain("Angka tahun yang belum penuh digambar kosong dan tidak disambung.");
  });

  it("in bars stands apart by basis", async () => {
    const shown = await section("m=35.78,35.25,35.14&i=realised_investment&view=bar&to=2024");
    const list = shown.chart?.alternative ?? "";
    expect(list).toMatch(
      /Kab\. Gresik, LKPM .*37,91 triliun; Kota Surabaya, LKPM .*31,44 triliun; Kab\. Pasuruan, LKPM/,
    );
    expect(list).toContain("Kota Surabaya, LKPM + usaha mikro kecil, Rp40,47 triliun");
  });

  it("is offered by part", async () => {
    const { sections } = await pageOf("m=35.78&i=realised_investment.pma", "en");
    expect(sections[0]?.name).toBe("Realised investment: Foreign investment (PMA)");
  });
});

describe("bars", () => {
  it("are refused, with the reason, where counts mean different things in different malls", async () => {
    const shown = await section("m=63.72,35.78,32.73&i=service_types&view=bar", "en");
    expect(shown.chart).toBeNull();
    expect(shown.notes[0]).toContain("cannot be compared between malls. Similar malls report 28 to 1,418 types");
    expect(shown.table?.malls).toHaveLength(3);
  });

  it("list the malls without a figure as such", async () => {
    const shown = await section(`${FOUR}&view=bar&to=2021&from=2021`, "en");
    expect(shown.chart?.alternative).toBe(
      "Chart of Agencies present, 2021. Kota Banjarbaru, 13 agencies; Kab. Balangan, no data; Kab. Banjarnegara, no data; Kota Samarinda, no data.",
    );
  });

  it("put a bound after the values and never among them", async () => {
    const { offered } = await app.catalogue(release);
    const malls = offered.filter((o) => o.indicator === "visits_per_day" && o.component === "total");
    const codes = malls.map((o) => o.mall_code).slice(0, 12);
    const shown = await section(`m=${codes}&i=visits_per_day&view=bar`, "en");
    const labels = (shown.chart?.alternative ?? "").split("; ").filter((label) => !label.includes("no data"));
    const bound = labels.findIndex((label) => label.includes("more than"));
    expect(bound).toBeGreaterThan(0);
    for (const label of labels.slice(bound)) expect(label).toContain("more than");
    const values = labels.slice(0, bound).map((label) => Number(label.match(/([\d,]+) visits/)?.[1]?.replace(",", "")));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it("show a level at its latest, with its year, where no year holds half of the malls; a sum never", async () => {
    const ikm = await section("m=63.72,64.71,21.71,32.73,33.71&i=ikm&view=bar", "en");
    expect(ikm.chart?.title).toBe("Public satisfaction index (IKM), latest figure of each mall");
    expect(ikm.chart?.alternative).toContain("Kota Banjarbaru, 92.24 · 2022");
    expect(ikm.notes).toContain(
      "No year holds half of the malls, so the latest figure of each is drawn with its year; different years are not on a par.",
    );
    const { sections } = await pageOf(
      "m=11.71,32.76,35.73,35.10,36.74,64.71&i=visits,realised_investment&view=bar",
      "en",
    );
    for (const { chart } of sections) expect(chart?.title).toMatch(/, \d{4}$/);
  });
});

describe("index", () => {
  it("is 100 in the base year, inside one series, with a receipt that names both", async () => {
    const shown = await section("m=63.72&i=realised_investment&mode=index&base=2020");
    expect(cells(shown, "63.72", "dasar tak disebut").slice(0, 3)).toEqual(["100,0", "165,9", "733,0"]);
    const base = shown.rows.find((row) => row.reading.period === "2020")?.reading.id;
    const next = shown.rows.find((row) => row.reading.period === "2021");
    expect(next?.computed?.id).toBe(`${next?.reading.id}?base=${base}`);
    expect(shown.notes.join(" ")).toContain(
      "Tanpa nilai pada tahun dasar 2020, jadi tanpa indeks: Kota Banjarbaru (LKPM)",
    );
    expect(cells(shown, "63.72", "LKPM").at(-1)).toBe("tanpa indeks");
  });

  it("takes the year that most series have when the reader names none", async () => {
    const page = await pageOf("m=35.78,35.25,35.14&i=realised_investment&mode=index");
    expect(page.form.base).toBe("2020");
    expect(page.query.base).toBeNull();
  });

  it("is not computed for a score, and the page says so", async () => {
    const shown = await section("m=63.72&i=ikm&mode=index");
    expect(shown.notes).toContain("Indeks tidak dihitung untuk indikator ini, jadi nilai aslinya yang ditampilkan.");
    expect(cells(shown, "63.72")[0]).toBe("87,05, sebelum mal ada");
    expect(shown.rows.every((row) => row.computed === null)).toBe(true);
  });

  it("has no bound, plan or incomplete year as its base", async () => {
    const shown = await section("m=63.11&i=agencies&mode=index&base=2025");
    expect(shown.rows.every((row) => row.computed === null)).toBe(true);
    expect(shown.chart).toBeNull();
  });
});

describe("change", () => {
  it("of IKM on last year is in points: Banjarbaru 92,24 − 90,05, and none from the time before the mall", async () => {
    const shown = await section("m=63.72&i=ikm&mode=change");
    expect(cells(shown, "63.72")).toEqual(["tidak dapat dihitung", "tidak dapat dihitung", "+2,19 poin"]);
    expect(shown.notes.join(" ")).toContain("perubahannya dinyatakan dalam poin");
  });

  it("between two years is that of the years asked for: Samarinda 26 → 43 agencies, +65,4 %", async () => {
    const shown = await section("m=64.72,63.72&i=agencies&view=change&from=2019&to=2025");
    const [samarinda, ...more] = shown.pairs?.rows ?? [];
    expect(samarinda?.name).toBe("Kota Samarinda");
    expect(samarinda?.readings.map((reading) => reading.text)).toEqual(["26 instansi", "43 instansi", "+65,4%"]);
    expect(samarinda?.readings[2]?.id).toBe(`${samarinda?.readings[1]?.id}?since=${samarinda?.readings[0]?.id}`);
    expect(more).toEqual([]);
    expect(shown.notes.join(" ")).toContain("Tanpa nilai utuh pada 2019 dan 2025 dalam satu deret: Kota Banjarbaru.");
  });

  it("chooses the two years that most series have when none is asked for, and says so", async () => {
    const shown = await section("m=64.72&i=agencies&view=change");
    // 2019, 2022 and 2025 are each in one series: the widest pair is taken.
    expect(shown.notes[0]).toContain("Tahun 2019 dan 2025 dipilih");
  });

  it("says that there is none, and offers lines, where no series has two years", async () => {
    const shown = await section("m=63.11&i=agencies&view=change");
    expect(shown.chart).toBeNull();
    expect(shown.notes[0]).toContain("Tidak ada deret dengan nilai pada dua tahun");
    expect(shown.offers.map((offer) => offer.search)).toEqual(["m=63.11&i=agencies"]);
  });
});

describe("prices and people", () => {
  it("real rupiah: Banjarbaru 2022 is 645 miliar × 100 ÷ 107,483, 600,1 miliar", async () => {
    const shown = await section("m=63.72&i=realised_investment&mode=real&from=2022&to=2022");
    expect(shown.rows.map((row) => row.computed?.text)).toContain("Rp600,1 miliar");
  });

  it("per 1.000 people says that the release holds no population, and offers the values as reported", async () => {
    const shown = await section("m=63.72&i=realised_investment&mode=per_1000");
    expect(shown.chart).toBeNull();
    expect(shown.notes.join(" ")).toContain("Rilis ini tidak memuat jumlah penduduk");
    expect(shown.offers.map((offer) => offer.search)).toEqual(["m=63.72&i=realised_investment"]);
  });
});

describe("a group", () => {
  it("is the malls that meet every condition: those of South Kalimantan that first served in 2021", async () => {
    const { known, malls } = await app.catalogue(release);
    expect(known.criterion("province", "Kalimantan Selatan")).toEqual({ value: "63" });
    const page = await pageOf("group=province:63,opened:2021&i=agencies");
    const expected = [...malls.values()].filter(
      (mall) =>
        mall.province_code === "63" &&
        mall.first_service_on?.startsWith("2021") &&
        mall.first_service_precision !== "by",
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(page.group?.text).toContain(`${expected.length} mal, semuanya ditampilkan`);
    expect(page.group?.toList?.search).toBe(`m=${expected.map((mall) => mall.mall_code).join(",")}&i=agencies`);
  });

  it("larger than twelve shows those with most figures, and names how many are left out", async () => {
    const page = await pageOf("m=63.72&group=kind:kota&i=agencies");
    expect(page.group?.text).toMatch(/\d+ mal; 11 di antaranya ditampilkan|\d+ mal; 12 di antaranya ditampilkan/);
    expect(page.group?.text).toMatch(/Tidak ikut: .* dan \d+ lainnya\./);
    expect(page.sections[0]?.table?.malls).toHaveLength(12);
    expect(page.sections[0]?.table?.malls[0]?.code).toBe("63.72");
  });

  it("of the class MPP Prima holds the ten malls that the ministry rated so in 2023", async () => {
    const page = await pageOf("group=class:prima");
    expect(page.group?.text).toContain("10 mal, semuanya ditampilkan");
  });

  it("of a mall and its peers holds the mall and the eight of its page, the mall named by its region", async () => {
    const { known } = await app.catalogue(release);
    expect(known.criterion("peers", "Kota Banjarbaru")).toEqual({ value: "63.72" });
    // A mall that is only planned is likened to none.
    expect(known.criterion("peers", "63.99")).toEqual({ near: [] });
    const page = await pageOf("group=peers:63.72&i=agencies");
    const peers = await app.similarMalls(release, "63.72", "id");
    const named = new URLSearchParams(page.group?.toList?.search).get("m")?.split(",");
    expect(peers).toHaveLength(8);
    expect(new Set(named)).toEqual(new Set(["63.72", ...peers.map(({ mall }) => mall.mall_code)]));
    expect(page.group?.text).toContain("Kota Banjarbaru dan mal yang paling serupa: 9 mal, semuanya ditampilkan.");
    expect(page.form.groups.find(({ by }) => by === "peers")?.value).toBe("peers:63.72");
  });

  it("that no mall meets is said, and nothing is shown", async () => {
    const page = await pageOf("group=province:63,kind:province&i=agencies");
    expect(page.group?.text).toContain("Tidak ada mal yang memenuhi semua syarat ini");
    expect(page.sections).toEqual([]);
  });
});

describe("years since opening", () => {
  it("put 2021, the year in which Banjarbaru first served, at 0, and name malls whose year is not certain", async () => {
    const shown = await section("m=63.72,11.04&i=agencies,realised_investment&time=service");
    expect(shown.table?.heads).toEqual(["0", "+2"]);
    expect(cells(shown, "63.72")).toEqual(["13", "20"]);
    expect(shown.notes.join(" ")).toContain("Tidak digambar, karena tahunnya tidak pasti: Kab. Aceh Tengah.");
  });
});

describe("bars of satisfaction", () => {
  it("carry the interval of Kota Magelang's 88 respondents and none where nobody says how many were asked", async () => {
    const shown = await section("m=33.71,32.73&i=ikm&view=bar&from=2025&to=2025");
    const [magelang, bandung] = ["Kota Magelang", "Kota Bandung"].map((name) =>
      shown.rows.find((r) => r.mall === name),
    );
    // Wilson's interval of p = (94 − 25) ÷ 75 = 0.92 with n = 88: 0.8442 to 0.9606, on the scale 25–100.
    expect(magelang?.interval?.text).toBe("95%: 88,32–97,05; 88 responden");
    expect(bandung?.interval).toBeNull();
  });
});

describe("two indicators", () => {
  it("need two, and say so", async () => {
    const page = await pageOf("m=63.72,64.72&i=agencies&view=scatter");
    expect(page.overview?.charts).toEqual([]);
    expect(page.overview?.notes[0]).toContain("memerlukan dua indikator");
    expect(page.overview?.offers.map((offer) => offer.search)).toEqual(["m=63.72,64.72&i=agencies"]);
  });

  it("are drawn in the year in which most malls have both, on one basis", async () => {
    // In 2023 six malls have agencies and investment reported to LKPM; Banjarbaru's of 2023 is on no stated basis.
    const malls = "18.01,18.02,18.03,32.09,36.03,36.72,63.72";
    const page = await pageOf(`m=${malls}&i=agencies,realised_investment&view=scatter`);
    const { table, charts, notes } = page.overview ?? {};
    expect(charts?.[0]?.title).toContain("2023");
    expect(table?.rows).toHaveLength(6);
    expect(notes?.join(" ")).toContain("Dasar hitung: LKPM.");
    expect(notes?.join(" ")).toContain("Tanpa keduanya pada 2023: Kota Banjarbaru");
  });
});

describe("the heat map", () => {
  it("shades whole values in five steps, and no plan", async () => {
    const shown = await section(`${FOUR}&view=heat`);
    const shades = (code: string) =>
      shown.table?.malls
        .find((mall) => mall.code === code)
        ?.groups.flatMap(({ cells }) => cells.flatMap((cell) => ("readings" in cell ? [cell.shade] : [])));
    // 13, 18, 20, 26, 32, 43: six values, the smallest in the lightest step and the largest in the deepest.
    expect(shades("63.72")).toEqual([0, 1]);
    expect(shades("64.72")).toEqual([2, 3, 4]);
    expect(shades("63.11")).toEqual([undefined]);
  });

  it("is refused where figures cannot be compared between malls", async () => {
    const shown = await section("m=63.72,35.78&i=service_types&view=heat");
    expect(shown.heat).toBe(false);
    expect(shown.offers.map((offer) => offer.search)).toEqual(["m=63.72,35.78&i=service_types&view=table"]);
  });
});

describe("the address", () => {
  const load = async (url: string) => {
    try {
      return await app.loader(get(url));
    } catch (thrown) {
      return thrown as Response;
    }
  };

  it("of a form sent without script becomes the short one", async () => {
    const answer = await load(
      "/en/compare?m=63.72&m=Kota+Samarinda&i=agencies&from=&to=2024&view=line&mode=absolute&base=2020",
    );
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).headers.get("Location")).toBe("/en/compare?m=63.72,64.72&i=agencies&to=2024");
  });

  it("that is short already, with commas written either way, is answered at once", async () => {
    for (const url of [`/compare?${FOUR}`, `/compare?${FOUR.replaceAll(",", "%2C")}`, "/compare"]) {
      expect(await load(url)).not.toBeInstanceOf(Response);
    }
  });

  it("reports what it cannot use and shows the rest", async () => {
    const page = await pageOf("m=63.72,99.99,Bandung&i=agencies,agency&from=2024&to=2020&view=pie");
    expect(page.problems.map((problem) => problem.text)).toEqual([
      "Tidak ada mal “99.99”.",
      "Beberapa wilayah bernama “Bandung”. Yang mana?",
      "Tidak ada indikator “agency”. Mungkin maksud Anda:",
      "Tahun awal sesudah tahun akhir; keduanya diabaikan.",
      "“pie” bukan pilihan untuk Tampilan. Pilihannya:",
    ]);
    expect(page.problems[1]?.choices).toEqual([
      { name: "Kabupaten Bandung (32.04)", search: "m=63.72,32.04&i=agencies" },
      { name: "Kota Bandung (32.73)", search: "m=63.72,32.73&i=agencies" },
    ]);
    expect(page.sections.map((s) => s.key)).toEqual(["agencies"]);
  });

  it("with malls alone gets the indicators that most of them report, and says so", async () => {
    const page = await pageOf("m=63.72");
    expect(page.proposed).toBe(true);
    expect(page.sections.length).toBeGreaterThan(0);
    expect(page.sections.length).toBeLessThanOrEqual(3);
    expect(page.search).toBe("m=63.72");
  });

  it("can be cited: the link pinned to the release is part of the page", async () => {
    expect((await pageOf(FOUR)).pinned).toBe(`${FOUR}&release=${release.id}`);
  });
});

describe("the empty page", () => {
  it("offers three examples, each of which shows figures without a problem", async () => {
    for (const lang of ["id", "en"] as const) {
      const { examples, sections } = await pageOf("", lang);
      expect(sections).toEqual([]);
      expect(examples).toHaveLength(3);
      for (const example of examples) {
        const page = await pageOf(example.search, lang);
        expect(page.problems).toEqual([]);
        expect(page.search).toBe(example.search);
        for (const shown of page.sections) expect(shown.rows.length).toBeGreaterThan(3);
      }
    }
  });

  it("offers the malls that have most of an indicator that is chosen", async () => {
    const { suggestions } = await pageOf("i=ikm");
    expect(suggestions?.links).toHaveLength(8);
    const all = await pageOf(suggestions?.all?.search ?? "");
    expect(all.sections[0]?.coverage).toBe("8 dari 8 mal mempunyai angka");
  });

  it("lists each mall once by a name that is found again", async () => {
    const { names } = (await pageOf("")).form;
    const { known, malls } = await app.catalogue(release);
    expect(new Set(names).size).toBe(malls.size);
    for (const name of names) expect(known.mall(name).match).toBe("found");
  });
});
