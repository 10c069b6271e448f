export const sentences = {
  sentence_served_on: "{mall} mulai melayani pada {date}",
  sentence_served: "{mall} mulai melayani {date}",
  sentence_inaugurated_on:
    "{mall} diresmikan Menteri PANRB pada {date}, sedangkan tanggal mulai melayaninya belum ditemukan",
  sentence_inaugurated: "{mall} diresmikan Menteri PANRB {date}, sedangkan tanggal mulai melayaninya belum ditemukan",
  sentence_undated: "Tanggal {mall} mulai melayani belum ditemukan dalam sumber publik",
  sentence_intended: "{mall} masih direncanakan; belum ada sumber yang menyebutnya melayani",
  sentence_closed: "{mall} sudah ditutup menurut sumber publik",
  sentence_up: "{name} naik dari {from} ({from_period}) menjadi {to} ({to_period})",
  sentence_down: "{name} turun dari {from} ({from_period}) menjadi {to} ({to_period})",
  sentence_same: "{name} tetap {to} ({from_period} dan {to_period})",
  sentence_unclear:
    "{name} tercatat {from} ({from_period}) dan {to} ({to_period}), terlalu kasar untuk disebut naik atau turun",
  sentence_level_at: "{name} tercatat {value} ({period})",
  sentence_level: "{name} tercatat {value} ({period})",
  sentence_part: "{name} tercatat {value} ({period}), bukan angka satu tahun kalender",
  sentence_announced: "{name} direncanakan {value} ({period}); realisasinya belum tercatat",
  sentence_grade: "nilai itu termasuk mutu {letter}",
  sentence_chance_unknown:
    "Jumlah responden kedua tahun itu tidak diterbitkan lengkap, sehingga belum dapat dipastikan bahwa perbedaannya bukan kebetulan survei",
  sentence_chance_small:
    "Jumlah respondennya terlalu sedikit untuk memastikan bahwa perbedaannya bukan kebetulan survei",
  sentence_chance_no: "Dengan {from_n} dan {to_n} responden, perbedaannya belum dapat dibedakan dari kebetulan survei",
  sentence_chance_yes:
    "Dengan {from_n} dan {to_n} responden, perbedaannya lebih besar daripada kebetulan survei (tingkat kepercayaan 95%)",
  sentence_break_bases:
    "angka {to_period} tidak dapat dibandingkan dengan {from} ({from_period}) karena dasar hitungnya berbeda",
  sentence_break_basis_unknown:
    "angka {to_period} tidak dapat dibandingkan dengan {from} ({from_period}) karena belum diketahui apakah dasar hitungnya sama",
  sentence_break_series:
    "angka {to_period} tidak dapat dibandingkan dengan {from} ({from_period}) karena berasal dari deret yang berbeda",
  sentence_office: "Angka {name} {value} ({period}) milik kantor sebelum mal ada, sehingga tidak dibandingkan",
  sentence_rival: "Sumber lain menyebut {value} untuk {period}",
  sentence_peers_latest:
    "Dari {all} mal serupa, {with} memiliki angka {name} untuk disandingkan dengan {value} ({period}): {list}, menurut angka terakhir masing-masing",
  sentence_peers_period:
    "Dari {all} mal serupa, {with} memiliki angka {name} untuk disandingkan dengan {value} ({period}): {list}, pada periode yang sama",
  sentence_lower: "{n} lebih rendah",
  sentence_higher: "{n} lebih tinggi",
  sentence_near: "{n} sama atau terlalu dekat untuk dibedakan",
  sentence_alone: "Dari {all} mal serupa, belum cukup banyak yang memiliki angka yang dapat dibandingkan",
  sentence_unranked:
    "{name} tidak diperbandingkan dengan {with} mal serupa yang juga melaporkannya, karena jumlah respondennya tidak diterbitkan",
  sentence_stale: "Belum ada angka {list}",
  sentence_after: "{name} setelah {year}",
  sentence_absent: "Angka {list} belum ditemukan dalam sumber publik",
  sentence_how: "Paragraf ini disusun otomatis dari angka di halaman ini dan tidak menyimpulkan sebab.",
  sentence_how_link: "Cara menyusunnya",
  sentence_title: "Ringkasan",
};
