const LOUD_LEVELS = new Set(['warn', 'error', 'fatal', 'critical']);
const MAX_LENGTH = 240;

/**
 * What a line of a process's log says at the terminal: warnings and errors in short, the rest (and
 * whatever is only of interest in the file) not at all.
 */
export function shortLine(line: string): string | undefined {
  const text = fromJson(line) ?? fromCrash(line);
  return text && text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

/** Lines of the services and, with `envoyArguments`, of Envoy, whose `warning`s are for its developers. */
function fromJson(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, method, code, reason, err } = JSON.parse(line);
    if (!LOUD_LEVELS.has(level)) return undefined;
    return [`${level}:`, msg, method, code, reason, err?.message].filter(Boolean).join(' ');
  } catch {
    return undefined;
  }
}

/** What Node prints when a process dies of an exception. */
function fromCrash(line: string): string | undefined {
  return /^\w*(Error|Exception)\b.*: /.test(line) ? line : undefined;
}
