import { type MemoryEntry, MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Messages } from '../i18n/messages.ts';

/** A name of a kind, for words and for class names. */
export type MemoryKindName = keyof Messages['server']['kinds'];
export type MemoryStateName = keyof Messages['server']['states'];

/** The kind's name; a kind that this page does not know is "other". */
export function memoryKindName(kind: MemoryKind): MemoryKindName {
  switch (kind) {
    case MemoryKind.SERVICE:
      return 'service';
    case MemoryKind.SPARE:
      return 'spare';
    case MemoryKind.MODEL:
      return 'model';
    case MemoryKind.PIXELS:
      return 'pixels';
    default:
      return 'other';
  }
}

/** The state's name: the service itself has none, and only models load; undefined: not known. */
export function memoryStateName({
  kind,
  state,
}: Pick<MemoryEntry, 'kind' | 'state'>): MemoryStateName | undefined {
  if (kind === MemoryKind.SERVICE) return 'always';
  switch (state) {
    case MemoryState.LOADING:
      return kind === MemoryKind.MODEL ? 'loading' : 'starting';
    case MemoryState.BUSY:
      return 'busy';
    case MemoryState.IDLE:
      return 'idle';
    case MemoryState.PINNED:
      return 'pinned';
    case MemoryState.ENDING:
      return 'ending';
    default:
      return undefined;
  }
}

/** What an entry is called: models by their name, the worker's own processes by what they are and their number. */
export function memoryTitle({ kind, name }: Pick<MemoryEntry, 'kind' | 'name'>, t: Messages): string {
  const kindName = memoryKindName(kind);
  if (kindName === 'model' || kindName === 'other') return name;
  const number = /\d+$/.exec(name)?.[0];
  return number === undefined ? t.server.kinds[kindName] : `${t.server.kinds[kindName]} ${number}`;
}
