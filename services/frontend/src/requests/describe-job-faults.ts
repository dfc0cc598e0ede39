import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { LABELS, PRIORITY } from '../limits.ts';
import { describeIdFault, ID } from './check-id.ts';

/** What every request for a job carries besides the spec. */
export interface JobRequest {
  requestId: string;
  priority: number;
  labels: Record<string, string>;
}

/** All that is wrong with a request for a job, its spec apart. */
export function describeJobFaults({ requestId, priority, labels }: JobRequest): FieldViolation[] {
  const faults: FieldViolation[] = [];
  const idFault = describeIdFault(ID.request, requestId);
  if (idFault) faults.push({ field: 'request_id', description: idFault });
  if (priority > PRIORITY.max) {
    faults.push({ field: 'priority', description: `is ${priority}; must be 0 to ${PRIORITY.max}` });
  }
  const entries = Object.entries(labels);
  if (entries.length > LABELS.max) {
    faults.push({ field: 'labels', description: `has ${entries.length} entries; at most ${LABELS.max}` });
  }
  // More entries than allowed are not all looked at: an error has to fit into a header.
  for (const [key, value] of entries.slice(0, LABELS.max)) {
    const field = `labels["${key.slice(0, LABELS.keyLength)}"]`;
    if (!LABELS.key.test(key)) {
      faults.push({ field, description: `must have a key of ${LABELS.keyForm}` });
    }
    const length = [...value].length;
    if (length > LABELS.valueLength) {
      faults.push({ field, description: `has ${length} characters; at most ${LABELS.valueLength}` });
    }
  }
  return faults;
}
