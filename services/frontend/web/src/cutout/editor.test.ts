import { expect, it } from 'vitest';
import { createEditor } from './editor.ts';
import { createHistory } from './history.ts';

const ERASER = { kind: 'erase', radius: 12, softness: 0.2, tolerance: undefined } as const;

function open() {
  const [width, height] = [520, 300];
  const pixels = () => ({ width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) });
  const editor = createEditor(pixels(), pixels());
  const dab = (x: number, y: number) => {
    editor.begin(ERASER);
    editor.moveTo([{ x, y }]);
    return editor.end();
  };
  return { editor, dab, first: editor.layers.mask.slice() };
}

it('goes back and forth over strokes, and forgets what was undone when another comes', () => {
  const { editor, dab, first } = open();
  dab(100, 100);
  const one = editor.layers.mask.slice();
  dab(256, 150);
  const two = editor.layers.mask.slice();
  editor.step('undo');
  expect(editor.layers.mask).toEqual(one);
  editor.step('undo');
  expect(editor.layers.mask).toEqual(first);
  expect(editor.isChanged).toBe(false);
  expect(editor.step('undo').area).toBeUndefined();
  editor.step('redo');
  editor.step('redo');
  expect(editor.layers.mask).toEqual(two);
  editor.step('undo');
  dab(400, 100);
  expect([editor.undoSteps, editor.redoSteps]).toEqual([2, 0]);
});

it('says which tiles are to be kept, and which are as they were', () => {
  const { editor, dab, first } = open();
  const { kept, same } = dab(256, 100);
  expect([kept.map(({ index }) => index), same]).toEqual([[0, 1], []]);
  expect(editor.step('undo').tiles).toEqual({ kept: [], same: [0, 1] });
  const again = open();
  again.editor.restore(kept);
  editor.step('redo');
  expect(again.editor.layers.mask).toEqual(editor.layers.mask);
  expect(again.editor.isChanged).toBe(true);
  again.editor.step('undo');
  expect(again.editor.layers.mask).toEqual(first);
});

it('takes all back in one step that can be undone, and an unfinished stroke at once', () => {
  const { editor, dab, first } = open();
  dab(100, 100);
  dab(400, 250);
  const painted = editor.layers.mask.slice();
  editor.reset();
  expect(editor.layers.mask).toEqual(first);
  editor.step('undo');
  expect(editor.layers.mask).toEqual(painted);
  editor.begin(ERASER);
  editor.moveTo([{ x: 200, y: 200 }]);
  expect(editor.cancel()).toEqual({ left: 0, top: 0, right: 256, bottom: 256 });
  expect(editor.layers.mask).toEqual(painted);
  expect(editor.undoSteps).toBe(2);
});

it('has no step for a stroke that changes nothing', () => {
  const { editor, dab } = open();
  editor.begin({ ...ERASER, kind: 'restore' });
  editor.moveTo([{ x: 100, y: 100 }]);
  expect(editor.end()).toEqual({ kept: [], same: [] });
  dab(-500, 100);
  expect(editor.undoSteps).toBe(0);
});

it('forgets the oldest steps beyond its budget, never the latest', () => {
  const history = createHistory(250);
  const step = (bytes: number) => [{ index: 0, alpha: new Uint8Array(bytes) }];
  for (let i = 0; i < 4; i++) history.push(step(100));
  expect(history.undoSteps).toBe(2);
  history.push(step(1_000));
  expect(history.undoSteps).toBe(1);
});
