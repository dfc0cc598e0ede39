import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Width over height, for what is fitted into a box by CSS. */
    '--ratio'?: number;
    /** Width in pixels beyond which a picture would be enlarged. */
    '--width'?: number;
  }
}
