const LOUD_LEVELS = new Set(['warn', 'error', 'fatal']);
const MAX_LENGTH = 240;

/**
 * What a line of a process's log says at the terminal: warnings and errors in short, the rest (and
 * whatever is only of interest in the file) not at all.
 */
export function shortLine(line: string): string | undefined {
  const text = fromPino(line) ?? fromEnvoy(line) ?? fromCrash(line);
  return text && text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

function fromPino(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, method, code, reason, err } = JSON.parse(line);
    if (!LOUD_LEVELS.has(level)) return undefined;
    return [`${level}:`, msg, method, code, reason, err?.message].filter(Boolean).join(' ');
  } catch {
    return undefined;
  }
}

/** `[2026-11-23 06:37:57.458][17993][critical][main] [source/…] text`; its warnings are for Envoy's developers. */
function fromEnvoy(line: string): string | undefined {
  const match = /^\[[^\]]+\]\[\d+\]\[(error|critical)\]\[[^\]]+\] \[[^\]]+\] (.*)$/.exec(line);
  return match ? `${match[1]}: ${match[2]}` : undefined;
}

/** What Node prints when a process dies of an exception. */
function fromCrash(line: string): string | undefined {
  return /^\w*(Error|Exception)\b.*: /.test(line) ? line : undefined;
}
