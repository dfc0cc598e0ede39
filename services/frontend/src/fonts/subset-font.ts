import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Makes fonts smaller. */
export interface FontSubsetter {
  /**
   * The font with the glyphs of these characters only, and what its layout tables make of them. Outlines, advances and
   * kerning are the original's; hinting and names go, the copyright notice and the licence stay. A character that the
   * font lacks is left out.
   *
   * @param font A font file, TrueType or CFF.
   * @throws Error when it is no font.
   */
  subset(font: Uint8Array, codePoints: readonly number[]): Uint8Array;
}

/**
 * Loads HarfBuzz's subsetter (the C API of hb-subset.h, compiled to WebAssembly). It blocks whoever calls it for some
 * milliseconds and keeps up to 64 MB: for processes that may wait.
 */
export async function loadFontSubsetter(): Promise<FontSubsetter> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')));
  const { instance } = await WebAssembly.instantiate(wasm);
  const hb = instance.exports as unknown as HarfBuzz;
  hb._initialize();
  return { subset: (font, codePoints) => subset(hb, font, codePoints) };
}

/** What is used of hb-subset.h; pointers are numbers, 0 is none. */
interface HarfBuzz {
  memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(sizeBytes: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_length(blob: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

const HB_MEMORY_MODE_WRITABLE = 2;
const HB_SUBSET_FLAGS_NO_HINTING = 1;
const HB_SUBSET_SETS_NAME_ID = 4;
/**
 * Copyright, licence, and its address: what the Open Font License asks of every copy. The others are names, some of
 * which are reserved for the unchanged font.
 */
const KEPT_NAME_IDS = [0, 13, 14];

function subset(hb: HarfBuzz, font: Uint8Array, codePoints: readonly number[]): Uint8Array {
  const data = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, data);
  const blob = hb.hb_blob_create(data, font.length, HB_MEMORY_MODE_WRITABLE, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  const input = hb.hb_subset_input_create_or_fail();
  try {
    const wanted = hb.hb_subset_input_unicode_set(input);
    for (const codePoint of codePoints) hb.hb_set_add(wanted, codePoint);
    const names = hb.hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb.hb_set_clear(names);
    for (const id of KEPT_NAME_IDS) hb.hb_set_add(names, id);
    hb.hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    const result = hb.hb_subset_or_fail(face, input);
    if (result === 0) throw new Error('HarfBuzz cannot subset this font');
    return bytesOf(hb, result);
  } finally {
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    hb.hb_blob_destroy(blob);
    hb.free(data);
  }
}

/** The file of a face, which is destroyed. */
function bytesOf(hb: HarfBuzz, face: number): Uint8Array {
  const blob = hb.hb_face_reference_blob(face);
  const start = hb.hb_blob_get_data(blob, 0);
  // A copy: the memory may move, and is used again.
  const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(blob));
  hb.hb_blob_destroy(blob);
  hb.hb_face_destroy(face);
  return bytes;
}
