const RADIUS = 9;
const LENGTH = 2 * Math.PI * RADIUS;

/** How far something is, 0 to 1, as a ring; the words beside it say the same. */
export function ProgressRing({ fraction }: { fraction: number }) {
  return (
    <svg className="ring" viewBox="0 0 24 24" aria-hidden="true">
      <circle className="ring__ground" cx="12" cy="12" r="12" />
      <circle className="ring__track" cx="12" cy="12" r={RADIUS} />
      <circle
        className="ring__value"
        cx="12"
        cy="12"
        r={RADIUS}
        strokeDasharray={`${LENGTH * fraction} ${LENGTH}`}
      />
    </svg>
  );
}
