import { ERROR_TABLE } from '@nanococoa/common/errors/error-table.ts';
import { WARNING_TABLE } from '@nanococoa/common/errors/warning-table.ts';
import { Status } from 'nice-grpc-common';

/** The tables of docs/errors.md: what stands between its markers. */
export function errorTables(): { errors: string; warnings: string } {
  const errors = Object.entries(ERROR_TABLE).map(
    ([reason, { code, message, advice }]) =>
      `| ${reason} | ${Status[code]} (${code}) | ${message} | ${advice} |`,
  );
  const warnings = Object.entries(WARNING_TABLE).map(([reason, meaning]) => `| ${reason} | ${meaning} |`);
  return {
    errors: ['| reason | gRPC code | default sentence | what to do |', '|---|---|---|---|', ...errors].join(
      '\n',
    ),
    warnings: ['| reason | meaning |', '|---|---|', ...warnings].join('\n'),
  };
}
