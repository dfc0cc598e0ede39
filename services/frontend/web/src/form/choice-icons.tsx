import type { Format } from './formats.ts';

const BOX = 24;

/** Where the bar of text stands in the little picture, from its top. */
const BAR_TOP: Record<string, number | undefined> = {
  TEXT_POSITION_TOP: 5,
  TEXT_POSITION_CENTER: 10.5,
  TEXT_POSITION_BOTTOM: 16,
};

/** A picture with a bar of text; for "auto" a dashed bar. */
export function PositionIcon({ position }: { position: string }) {
  const top = BAR_TOP[position];
  return (
    <svg className="icon" viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
      <rect className="icon__line" x="2.5" y="2.5" width="19" height="19" rx="3" />
      {top === undefined ? (
        <path className="icon__line icon__line--dashed" d="M6 8h12M6 12h12M6 16h12" />
      ) : (
        <rect className="icon__fill" x="6" y={top} width="12" height="3" rx="1.5" />
      )}
    </svg>
  );
}

/** Letters in front of a product, let into it, or behind it. */
export function ModeIcon({ mode }: { mode: string }) {
  const product = <circle key="product" className="icon__soft" cx="12" cy="13" r="8.5" />;
  const letters = (
    <path
      key="letters"
      className={mode === 'COMPOSITION_MODE_BLEND' ? 'icon__fill icon__fill--half' : 'icon__fill'}
      d="M1 10h22v6H1z"
    />
  );
  return (
    <svg className="icon" viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
      {mode === 'COMPOSITION_MODE_BEHIND' ? [letters, product] : [product, letters]}
    </svg>
  );
}

/** A rectangle of the format's proportions. */
export function FormatIcon({ format }: { format: Format }) {
  const scale = 19 / Math.max(format.width, format.height);
  const width = Math.max(3, format.width * scale);
  const height = Math.max(3, format.height * scale);
  return (
    <svg className="icon" viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
      <rect
        className="icon__line"
        x={(BOX - width) / 2}
        y={(BOX - height) / 2}
        width={width}
        height={height}
        rx="1.5"
      />
    </svg>
  );
}

/** A size of one's own: a rectangle with handles. */
export function OwnSizeIcon() {
  return (
    <svg className="icon" viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
      <rect className="icon__line icon__line--dashed" x="4.5" y="4.5" width="15" height="15" rx="1.5" />
      <path className="icon__line" d="M9 15 15 9m-3.5 0H15v3.5M9 11.5V15h3.5" />
    </svg>
  );
}
