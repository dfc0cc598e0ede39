import { readCmap } from './cmap.ts';

/** A font that can be shown: in the page's fonts under a name of its own, with the characters of one text. */
export interface PreviewFace {
  family: string;
  /** The characters of the text that the font lacks. */
  missing: string[];
}

export interface FaceStore {
  /** Has a font for a text; `release` when it is not shown any more. The same font and characters are one face. */
  hold(fontId: string, text: string): { face: Promise<PreviewFace>; release(): void };
}

export interface FaceStoreOptions {
  /** The font's file with the characters of the text. */
  download(fontId: string, text: string, signal: AbortSignal): Promise<Blob>;
  /** The page's fonts. */
  fonts: { add(face: FontFace): unknown; delete(face: FontFace): unknown };
  createFace(family: string, file: ArrayBuffer): FontFace;
}

interface Entry {
  face: Promise<PreviewFace>;
  holders: number;
  isLoaded: boolean;
  /** Stops its download, or takes it out of the page. */
  drop(): void;
}

/** Faces that nobody shows and that are kept all the same: two texts in all fonts. */
const MAX_IDLE = 48;

/** Fonts for previews: each loaded once for a set of characters, and taken out of the page again. */
export function createFaceStore({ download, fonts, createFace }: FaceStoreOptions): FaceStore {
  /** The one that was released last stands last. */
  const entries = new Map<string, Entry>();
  let made = 0;

  const open = (fontId: string, text: string, key: string): Entry => {
    const abort = new AbortController();
    let added: FontFace | undefined;
    const load = async (): Promise<PreviewFace> => {
      const blob = await download(fontId, text, abort.signal);
      const file = await blob.arrayBuffer();
      const family = `nanococoa-preview-${++made}`;
      const face = createFace(family, file);
      await face.load();
      abort.signal.throwIfAborted();
      fonts.add(face);
      added = face;
      entry.isLoaded = true;
      return { family, missing: missingIn(file, text) };
    };
    const entry: Entry = {
      face: load(),
      holders: 0,
      isLoaded: false,
      drop() {
        entries.delete(key);
        abort.abort();
        if (added !== undefined) fonts.delete(added);
      },
    };
    // Whoever asks next tries again.
    entry.face.catch(() => entries.get(key) === entry && entries.delete(key));
    return entry;
  };

  return {
    hold(fontId, text) {
      const characters = charactersOf(text);
      const key = `${fontId} ${characters}`;
      const entry = entries.get(key) ?? open(fontId, characters, key);
      entries.set(key, entry);
      entry.holders++;
      const release = (): void => {
        if (--entry.holders > 0 || entries.get(key) !== entry) return;
        if (!entry.isLoaded) {
          entry.drop();
          return;
        }
        entries.delete(key);
        entries.set(key, entry);
        const idle = [...entries.values()].filter(({ holders }) => holders === 0);
        for (const oldest of idle.slice(0, -MAX_IDLE)) oldest.drop();
      };
      return { face: entry.face, release };
    },
  };
}

/** Each character once, in an order of its own: however a text is written, it needs these. */
function charactersOf(text: string): string {
  return [...new Set(text.normalize('NFC'))].sort().join('');
}

/** White space and invisible characters are laid out, not drawn. */
function missingIn(file: ArrayBuffer, characters: string): string[] {
  const has = readCmap(file);
  return [...characters].filter(
    (character) =>
      !/^[\s\p{Default_Ignorable_Code_Point}]$/u.test(character) && !has(character.codePointAt(0) ?? 0),
  );
}
