import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Width over height, for what is fitted into a box by CSS. */
    '--ratio'?: number;
    /** Width in pixels beyond which a picture would be enlarged. */
    '--width'?: number;
    /** Where a piece of a bar begins, 0 to 1. */
    '--start'?: number;
    /** What part of its bar a piece takes, 0 to 1. */
    '--part'?: number;
  }
}
