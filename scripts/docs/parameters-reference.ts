import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { parameterTypeToJSON } from '@nanococoa/proto/common/v1/catalog.ts';

/** The table of docs/parameters.md: what stands between its markers. */
export function parameterTable(): string {
  const rows = PARAMETERS.map((parameter) => {
    const { name, type, defaultValue, minimum, maximum, maxLength, values, description, steps } = parameter;
    const range =
      minimum !== undefined
        ? `${minimum} – ${maximum}`
        : maxLength > 0
          ? `at most ${maxLength} characters`
          : values.map((value) => `\`${value}\``).join(', ');
    const kind = parameterTypeToJSON(type).replace('PARAMETER_TYPE_', '').toLowerCase();
    const fallback = defaultValue === undefined ? '' : `\`${JSON.stringify(defaultValue)}\``;
    return `| \`${name}\` | ${kind} | ${fallback} | ${range} | ${steps.join(', ')} | ${description?.en} ${description?.ko} |`;
  });
  return [
    '| field | type | default | allowed | steps | meaning |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
