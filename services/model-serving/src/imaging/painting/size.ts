/** Size of a picture, pixels. */
export interface Size {
  width: number;
  height: number;
}
