import { type CSSProperties, useLayoutEffect, useRef } from 'react';

interface PictureCanvasProps {
  bitmap: ImageBitmap;
  className: string;
  style?: CSSProperties;
}

/** A picture that a worker made. Said in words elsewhere. */
export function PictureCanvas({ bitmap, className, style }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return (
    <canvas ref={canvas} className={className} style={style} width={bitmap.width} height={bitmap.height} />
  );
}
