/**
 * Which characters a font file has, by its cmap table: OpenType 1.9, chapters "otff" and "cmap", formats 4 (the basic
 * plane) and 12 (all planes).
 *
 * @param file A TTF or OTF file
 * @throws RangeError when the file ends where a table should be
 */
export function readCmap(file: ArrayBuffer): (codePoint: number) => boolean {
  const view = new DataView(file);
  const start = cmapOffset(view);
  if (start === undefined) return () => false;
  const tests: Array<(codePoint: number) => boolean> = [];
  for (let at = 0; at < view.getUint16(start + 2); at++) {
    const subtable = start + view.getUint32(start + 4 + at * RECORD_BYTES + 4);
    const format = view.getUint16(subtable);
    if (format === 4) tests.push((codePoint) => isInFormat4(view, subtable, codePoint));
    if (format === 12) tests.push((codePoint) => isInFormat12(view, subtable, codePoint));
  }
  return (codePoint) => tests.some((has) => has(codePoint));
}

/** Bytes of an encoding record, of an entry of the table directory, of a group of format 12. */
const RECORD_BYTES = 8;
const TABLE_BYTES = 16;
const GROUP_BYTES = 12;
const CMAP = 0x636d6170;

function cmapOffset(view: DataView): number | undefined {
  for (let at = 0; at < view.getUint16(4); at++) {
    const entry = 12 + at * TABLE_BYTES;
    if (view.getUint32(entry) === CMAP) return view.getUint32(entry + 8);
  }
  return undefined;
}

function isInFormat4(view: DataView, table: number, codePoint: number): boolean {
  const bytes = view.getUint16(table + 6);
  const ends = table + 14;
  const starts = ends + bytes + 2;
  for (let at = 0; at < bytes; at += 2) {
    if (codePoint > view.getUint16(ends + at)) continue;
    const first = view.getUint16(starts + at);
    if (codePoint < first) return false;
    const delta = view.getUint16(starts + bytes + at);
    const rangeAt = starts + 2 * bytes + at;
    const range = view.getUint16(rangeAt);
    const glyph = range === 0 ? codePoint : view.getUint16(rangeAt + range + 2 * (codePoint - first));
    return glyph !== 0 && ((glyph + delta) & 0xffff) !== 0;
  }
  return false;
}

function isInFormat12(view: DataView, table: number, codePoint: number): boolean {
  for (let at = 0; at < view.getUint32(table + 12); at++) {
    const group = table + 16 + at * GROUP_BYTES;
    const first = view.getUint32(group);
    if (codePoint < first || codePoint > view.getUint32(group + 4)) continue;
    return view.getUint32(group + 8) + codePoint - first !== 0;
  }
  return false;
}
