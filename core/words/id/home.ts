export const home = {
  home_link: "Ke beranda",

  home_title: "Bagaimana kinerja mal pelayanan publik di daerah Anda?",
  home_lead:
    "Di sini terkumpul {figures} angka yang sudah terbit tentang {malls} mal pelayanan publik: kepuasan, kunjungan, layanan, dan investasi daerah. Setiap angka dapat diketuk untuk melihat kutipan dan asalnya di antara {sources} sumber.",
  home_way_malls: "Buka halaman mal saya",
  home_way_malls_text: "Angka utama, perkembangan, dan peristiwa satu mal, siap dibawa rapat.",
  home_way_compare: "Bandingkan beberapa mal",
  home_way_compare_text: "Mal, indikator, dan tahun pilihan Anda dalam grafik, tabel, dan berkas.",
  home_way_impact: "Investasi sebelum dan sesudah mal dibuka",
  home_way_impact_text: "Apa yang dapat dikatakan dari data, dan apa yang belum.",
  home_way_method: "Pahami cara angka dipilih",
  home_way_method_text: "Riwayat sebuah angka, aturan bila sumber berbeda, dan apa yang belum ada.",
  home_where: "Di mana saja malnya?",
  home_where_text:
    "Mal yang ditemukan dalam sumber publik, menurut provinsi. Daerah tanpa mal di sini bukan bukti bahwa malnya tidak ada. “Melayani” berarti sumber menyebut layanannya sudah berjalan; “sudah diresmikan” berarti yang diketahui baru peresmiannya oleh Menteri.",
  home_tiles_label: "Jumlah mal menurut provinsi",
  home_tiles_legend: "Jumlah mal:",
  home_tiles_table: "Tabel menurut gugus pulau dan keadaan",
  home_province: "Provinsi",
  home_growth: "Berapa jumlahnya dari waktu ke waktu?",
  home_growth_title: "Jumlah mal pelayanan publik di Indonesia",
  home_growth_alternative: "Jumlah mal menurut sumber tercetak naik dari {first} ({since}) menjadi {latest} ({until}).",
  home_growth_caption:
    "Hitungan sebagaimana disebut kementerian dan media pada tanggalnya; sebagian hanya menghitung mal yang sudah diresmikan Menteri. Batang mendatar: hanya bulan atau tahunnya yang diketahui. Lingkaran kosong: klaim yang berbeda, tidak disambung.",
  home_coverage: "Seberapa banyak yang sudah dilaporkan?",
  home_coverage_text:
    "Banyaknya mal, dari {malls} yang diketahui, yang angkanya ditemukan dalam sumber publik menurut tahun. Untuk investasi: daerah tempat mal itu berada.",
  home_coverage_ever: "Kapan pun",
  home_coverage_note:
    "Angka yang tidak ada di sini belum tentu tidak ada: laporan resmi sering tidak terbit untuk umum. Tidak ada data bukan nol.",
  home_regions: "Angka menurut provinsi, gugus pulau, dan Indonesia",
  home_newest: "Angka terbaru",
  home_newest_source: "{source} (terbit {date})",
  home_release: "Rilis data ini",
  home_release_published: "Diterbitkan {date}.",
  home_release_first: "Rilis pertama: {figures} angka dari {sources} sumber.",
  home_release_added: "{count} angka ditambahkan",
  home_release_changed: "{count} angka berubah",
  home_release_removed: "{count} angka dihapus",
  home_release_link: "Apa yang berubah",
};
