import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { describe, expect, it } from 'vitest';
import { EN } from '../i18n/en.ts';
import { KO } from '../i18n/ko.ts';
import { memoryKindName, memoryStateName, memoryTitle } from './memory-names.ts';

describe('memory names', () => {
  it('has a word of its own for every kind, and one for those to come', () => {
    const words = Object.values(MemoryKind).map((kind) => KO.server.kinds[memoryKindName(kind)]);
    expect(new Set(words).size).toBe(Object.values(MemoryKind).length);
    expect(memoryKindName(99 as MemoryKind)).toBe('other');
  });

  it('says what a process does; only a model is loaded, and the service always runs', () => {
    const { MODEL, PIXELS, SERVICE } = MemoryKind;
    const { LOADING, BUSY, IDLE, PINNED, ENDING, UNSPECIFIED } = MemoryState;
    const ofModel = [LOADING, BUSY, IDLE, PINNED, ENDING].map((state) =>
      memoryStateName({ kind: MODEL, state }),
    );
    expect(ofModel).toEqual(['loading', 'busy', 'idle', 'pinned', 'ending']);
    expect(memoryStateName({ kind: PIXELS, state: LOADING })).toBe('starting');
    expect(memoryStateName({ kind: SERVICE, state: BUSY })).toBe('always');
    expect(memoryStateName({ kind: MODEL, state: UNSPECIFIED })).toBeUndefined();
  });

  it('calls models by their name and processes by what they are, in the language of the page', () => {
    expect(memoryTitle({ kind: MemoryKind.MODEL, name: 'u2net-2' }, KO)).toBe('u2net-2');
    expect(memoryTitle({ kind: MemoryKind.PIXELS, name: 'pixels 2' }, EN)).toBe('Pixel worker 2');
    expect(memoryTitle({ kind: MemoryKind.PIXELS, name: 'pixels 2' }, KO)).toBe('픽셀 작업 2');
    expect(memoryTitle({ kind: MemoryKind.SERVICE, name: 'service' }, EN)).toBe('Service');
    expect(memoryTitle({ kind: MemoryKind.UNSPECIFIED, name: 'new' }, EN)).toBe('new');
  });
});
