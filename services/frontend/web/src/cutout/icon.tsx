const PATHS = {
  undo: 'M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8H9',
  redo: 'm12 5 4 4-4 4M16 9H8a4 4 0 0 0 0 8h3',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  compare: 'M10 3v14M3.5 5h13v10h-13zM6 12l2-3',
  restore: 'M10 4.5v11M4.5 10h11',
  erase: 'M4.5 10h11',
} as const;

/** A drawing of lines, in the colour of the words beside it. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="cutout__drawing" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
