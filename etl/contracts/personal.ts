/**
 * Headings of columns about single persons. Such a column is dropped before anything is looked at or stored (UU
 * 27/2022): names, addresses, numbers that identify, free text, and what tells persons apart when put together.
 */
const PERSONAL: readonly RegExp[] = [
  /^nama$/,
  /\bnama (?:lengkap|pengunjung|pemohon|responden|tamu|pelanggan|pasien|petugas|operator|pelapor|orang|anak|ibu|ayah|suami|istri|penerima|pengguna|wajib pajak|wp|pelaku|panggilan|pimpinan|pic|kk|kepala keluarga|customer)\b/,
  /^(?:full |visitor s? ?|first |last |applicant s? ?|respondent s? ?)name$/,
  /^(?:pengunjung|pemohon|responden|tamu|petugas)$/,
  /\b(?:alamat|domisili|tempat tinggal|address|kelurahan|desa|kecamatan|rt|rw|kode pos)\b/,
  /\b(?:hp|handphone|telp|tlp|telepon|telpon|ponsel|wa|whatsapp|whats app|seluler|kontak|phone|mobile|telephone)\b/,
  /\b(?:nik|ktp|no kk|nomor kk|kartu keluarga|nip|npwp|sim|paspor|passport|no identitas|nomor identitas|identitas|nomor induk)\b/,
  /\b(?:e ?mail|surel|instagram|facebook|ip address|alamat ip)\b/,
  /\b(?:tempat lahir|tanggal lahir|tgl lahir|ttl|lahir|birth|usia|umur|age)\b/,
  /\b(?:jenis kelamin|kelamin|gender|sex|jk|l p)\b/,
  /\b(?:pendidikan|pekerjaan|profesi|jabatan|agama|suku|status perkawinan|status kawin|kewarganegaraan|penghasilan|disabilitas|education|occupation|job|religion|nationality)\b/,
  /\b(?:saran|kritik|keluhan|komentar|masukan|aduan|pesan|kesan|uraian pengaduan|isi pengaduan|suggestions?|complaints? text|comments?|feedback|remarks?)\b/,
  /\b(?:keperluan|maksud|tujuan kedatangan|tujuan kunjungan|keterangan|catatan|uraian|deskripsi|ket|notes?|purpose)\b/,
  /\b(?:ttd|tanda tangan|paraf|signature|foto|photo|selfie)\b/,
  /\b(?:no polisi|nomor polisi|plat|no rekening|nomor rekening|no antrian|nomor antrian|no antrean|nomor antrean|no registrasi|no register|nomor registrasi)\b/,
];

/** True for the heading (as plain words) of a column that is dropped unread. */
export function isPersonal(words: string): boolean {
  return PERSONAL.some((pattern) => pattern.test(words));
}

const TRACES = [
  // NIK and similar numbers, phone numbers, e-mail addresses.
  /(?<!\d)\d{16}(?!\d)/,
  /(?<![\d.,])(?:\+62[\s.-]?|0)8\d{1,3}[\s.-]?\d{3,4}[\s.-]?\d{2,5}(?![\d.,])/,
  /[\w.+-]+@[\w-]+\.[\w.]+/,
];

/** True when a value carries a number or address of a person, whatever its column is called. */
export function holdsPersonal(text: string): boolean {
  return TRACES.some((pattern) => pattern.test(text));
}

/**
 * A value as it may be shown in a report. In a table with columns about persons, words may have slipped into another
 * column, so only figures are shown there.
 */
export function shownValue(text: string, { guarded }: { guarded: boolean }): string {
  if (text === "") return "";
  if (holdsPersonal(text) || (guarded && /\p{L}{3}/u.test(text))) return "•••";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
