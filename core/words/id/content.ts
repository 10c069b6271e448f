export const content = {
  content_qualifier_exact: "pasti",
  content_qualifier_rounded: "bulat",
  content_qualifier_about: "kira-kira",
  content_qualifier_average: "rata-rata",
  content_qualifier_at_least: "batas bawah",
  content_contents: "Isi halaman",
};
