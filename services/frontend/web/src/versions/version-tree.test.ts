import { Job } from '@nanococoa/client';
import { expect, test } from 'vitest';
import { treeSize, versionAtKey, versionTree } from './version-tree.ts';

function treeOf(...versions: Array<[id: string, parentId?: string]>) {
  return versionTree(versions.map(([id, parentId]) => Job.fromPartial({ id, parentId })));
}

/** 1 ─ 2 ─ 3 ─ 7; from 2: 4 ─ 6; from 1: 5. */
const TREE = treeOf(['1'], ['2', '1'], ['3', '2'], ['4', '2'], ['5', '1'], ['6', '4'], ['7', '3']);
const placeOf = (id: string) => {
  const node = TREE.find(({ job }) => job.id === id);
  return [node?.column, node?.row];
};

test('a version goes on on its parent’s line, another one below all of the first one’s', () => {
  expect(['1', '2', '3', '7'].map(placeOf)).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  expect(['4', '6', '5'].map(placeOf)).toEqual([
    [2, 1],
    [3, 1],
    [1, 2],
  ]);
  expect(treeSize(TREE)).toEqual({ columns: 4, rows: 3 });
  expect(TREE.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('no two versions stand at the same place', () => {
  const places = TREE.map(({ column, row }) => `${column} ${row}`);
  expect(new Set(places).size).toBe(TREE.length);
});

test('a version whose parent is gone begins a line', () => {
  const tree = treeOf(['2', '1'], ['3', '2'], ['5', '4'], ['6', '5']);
  expect(tree.map(({ column, row }) => [column, row])).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ]);
  expect(treeSize([])).toEqual({ columns: 0, rows: 0 });
});

test.each([
  ['4', 'ArrowLeft', '2'],
  ['2', 'ArrowRight', '3'],
  ['6', 'ArrowUp', '7'],
  ['7', 'ArrowDown', '6'],
  ['3', 'ArrowDown', '4'],
  ['4', 'ArrowDown', '5'],
  ['6', 'Home', '1'],
  ['1', 'End', '7'],
  ['1', 'ArrowLeft', undefined],
  ['7', 'ArrowRight', undefined],
  ['1', 'ArrowUp', undefined],
  ['1', 'a', undefined],
])('from %s, %s leads to %s', (from, key, to) => {
  const node = TREE.find(({ job }) => job.id === from) ?? TREE[0];
  expect(versionAtKey(TREE, node, key)?.job.id).toBe(to);
});
