/** A copy has characters that its font cannot draw. Jobs are checked at submit, so this is a last guard. */
export class MissingGlyphsError extends Error {
  readonly reason = 'FONT_LACKS_CHARACTERS';
  readonly fontId: string;
  readonly characters: readonly string[];

  constructor(fontId: string, characters: readonly string[]) {
    super(`The font "${fontId}" has no glyph for: ${characters.join(' ')}`);
    this.name = 'MissingGlyphsError';
    this.fontId = fontId;
    this.characters = characters;
  }
}
