import { LOG_MS, type LoadSample } from './status-log.ts';

interface SparklineProps {
  samples: readonly LoadSample[];
  measure(sample: LoadSample): number;
  /** What the full height stands for; more than that raises it. */
  scale: number;
  label: string;
}

const WIDTH = 150;
const HEIGHT = 28;

/** A small line of the last minutes, now at its right end. */
export function Sparkline({ samples, measure, scale, label }: SparklineProps) {
  const values = samples.map(measure);
  const top = Math.max(scale, ...values);
  const nowMs = samples.at(-1)?.timeMs ?? 0;
  const points = samples.map(({ timeMs }, at) => {
    const x = WIDTH * (1 - (nowMs - timeMs) / LOG_MS);
    const y = HEIGHT - 1 - (HEIGHT - 2) * (top === 0 ? 0 : values[at] / top);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const line = points.join('L');
  const start = points[0]?.split(' ')[0];
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {points.length > 1 && (
        <>
          <path className="sparkline__area" d={`M${start} ${HEIGHT}L${line}L${WIDTH} ${HEIGHT}Z`} />
          <path className="sparkline__line" d={`M${line}`} />
        </>
      )}
    </svg>
  );
}
