import type { Job } from '@nanococoa/proto/common/v1/job.ts';

/** A version at its place in the tree. */
export interface VersionNode {
  job: Job;
  /** 1 for the oldest version that is there. */
  number: number;
  /** undefined: the first version, or one whose parent is gone. */
  parent: VersionNode | undefined;
  /** How many versions it is away from the first, 0: the first. */
  column: number;
  /** The line that it stands on. A version goes on on its parent's line, the next one from there on a line of its own. */
  row: number;
}

/** The tree of an ad's versions. Takes and gives them oldest first. */
export function versionTree(jobs: readonly Job[]): VersionNode[] {
  const nodes = jobs.map(
    (job, at): VersionNode => ({ job, number: at + 1, parent: undefined, column: 0, row: 0 }),
  );
  const byId = new Map(nodes.map((node) => [node.job.id, node]));
  for (const node of nodes) {
    const parent = byId.get(node.job.parentId);
    // A version is younger than its parent, so that there is no circle.
    if (parent === undefined || parent.number >= node.number) continue;
    node.parent = parent;
    node.column = parent.column + 1;
  }
  let free = 0;
  const place = (node: VersionNode, row: number): void => {
    node.row = row;
    free = Math.max(free, row + 1);
    for (const [at, child] of childrenOf(nodes, node).entries()) place(child, at === 0 ? row : free);
  };
  for (const root of nodes.filter(({ parent }) => parent === undefined)) place(root, free);
  return nodes;
}

/** How many columns and rows a tree takes. */
export function treeSize(nodes: readonly VersionNode[]): { columns: number; rows: number } {
  return {
    columns: Math.max(0, ...nodes.map(({ column }) => column + 1)),
    rows: Math.max(0, ...nodes.map(({ row }) => row + 1)),
  };
}

/** The version that a key leads to from another one; undefined: the key means nothing here. */
export function versionAtKey(
  nodes: readonly VersionNode[],
  from: VersionNode,
  key: string,
): VersionNode | undefined {
  switch (key) {
    case 'ArrowLeft':
      return from.parent;
    case 'ArrowRight':
      return childrenOf(nodes, from)[0];
    case 'ArrowUp':
      return nearest(nodes, from, from.row - 1);
    case 'ArrowDown':
      return nearest(nodes, from, from.row + 1);
    case 'Home':
      return nodes[0];
    case 'End':
      return nodes.at(-1);
  }
}

function childrenOf(nodes: readonly VersionNode[], parent: VersionNode): VersionNode[] {
  return nodes.filter((node) => node.parent === parent);
}

function nearest(nodes: readonly VersionNode[], from: VersionNode, row: number): VersionNode | undefined {
  const distance = (node: VersionNode) => Math.abs(node.column - from.column);
  return nodes.filter((node) => node.row === row).sort((a, b) => distance(a) - distance(b))[0];
}
