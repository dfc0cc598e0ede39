import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Width over height, for what is fitted into a box by CSS. */
    '--ratio'?: number;
  }
}
