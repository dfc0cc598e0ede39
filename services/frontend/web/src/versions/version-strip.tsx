import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { go } from '../app/route.ts';
import { DeleteDialog } from '../deletion/lazy-delete-dialog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { changeWords } from './change-words.ts';
import { FIELD_WORDS } from './field-words.ts';
import { specChanges } from './spec-changes.ts';
import { branchPath, cornerOf, NODE, PITCH } from './tree-metrics.ts';
import { useFamily } from './use-family.ts';
import { VersionNodeItem } from './version-node.tsx';
import { treeSize, type VersionNode, versionAtKey, versionTree } from './version-tree.ts';
import './versions.css';
import { WORDS } from './words.ts';

interface VersionStripProps {
  /** The open ad. */
  jobId: string;
  parameters: ReadonlyMap<string, Parameter>;
}

/** Rows that the strip shows without scrolling. */
const ROWS = 2;

/**
 * The versions of the open ad as a tree. To a screen reader it is a list of links in the order of time, each of which
 * says from which version it comes: levels of a tree that is one chain mostly would say less and take longer.
 */
export default function VersionStrip({ jobId, parameters }: VersionStripProps) {
  const { language } = useLanguage();
  const w = useWords(WORDS);
  const fieldWords = useWords(FIELD_WORDS);
  const family = useFamily(jobId);
  const nodes = useMemo(() => versionTree(family ?? []), [family]);
  const open = nodes.find(({ job }) => job.id === jobId);
  const [focusedId, setFocusedId] = useState(jobId);
  const [deleting, setDeleting] = useState<VersionNode>();
  const [isWhole, setIsWhole] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { columns, rows } = treeSize(nodes);
  useEffect(() => setFocusedId(jobId), [jobId]);
  useEffect(() => reveal(box.current, open), [open]);

  const describe = (name: string) => parameters.get(name)?.description?.[language];
  const wordsOf = ({ job, parent }: VersionNode): string => {
    if (parent !== undefined) {
      return changeWords(specChanges(parent.job.spec, job.spec), fieldWords, describe);
    }
    return job.parentId === '' ? w.original : w.rootless;
  };
  const walk = (event: KeyboardEvent) => {
    const from = nodes.find(({ job }) => job.id === focusedId);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Delete') return setDeleting(from);
    const to = versionAtKey(nodes, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    box.current?.querySelector<HTMLElement>(`[data-version="${to.job.id}"]`)?.focus();
  };
  const afterDeletion = (deleted: Job) => {
    if (deleted.id !== jobId) return;
    const rest = nodes.filter(({ job }) => job.id !== deleted.id);
    const next = rest.find(({ job }) => job.id === deleted.parentId) ?? rest.at(-1);
    go(next === undefined ? { kind: 'new' } : { kind: 'job', jobId: next.job.id });
  };
  const tabStop = nodes.some(({ job }) => job.id === focusedId) ? focusedId : nodes[0]?.job.id;
  return (
    <>
      <div className="versions__head">
        <h2 className="versions__title" id="versions-title">
          {w.versions}
        </h2>
        {nodes.length > 0 && <span className="versions__count">{w.count(nodes.length)}</span>}
        {rows > ROWS && (
          <button
            className="button button--link versions__all"
            type="button"
            aria-expanded={isWhole}
            onClick={() => setIsWhole(!isWhole)}
          >
            {isWhole ? w.showLess : w.showAll}
          </button>
        )}
      </div>
      <div ref={box} className={`versions__box${isWhole ? ' versions__box--whole' : ''}`}>
        {family === undefined && <p className="versions__hint">{w.loading}</p>}
        {nodes.length > 0 && (
          <ol
            className="versions__tree"
            aria-labelledby="versions-title"
            style={{ width: columns * PITCH.x - PITCH.x + NODE.width, height: rows * PITCH.y }}
            onKeyDown={walk}
          >
            <Branches nodes={nodes} />
            {nodes.map((node) => (
              <VersionNodeItem
                key={node.job.id}
                node={node}
                changes={wordsOf(node)}
                openJob={open?.job}
                isTabStop={node.job.id === tabStop}
                onFocus={() => setFocusedId(node.job.id)}
                onDelete={() => setDeleting(node)}
              />
            ))}
          </ol>
        )}
        {nodes.length === 1 && <p className="versions__hint versions__hint--beside">{w.hint}</p>}
      </div>
      {deleting && (
        <DeleteDialog
          ads={[
            {
              id: deleting.job.id,
              name: `${w.number(deleting.number)} · ${wordsOf(deleting)}`,
              jobs: [deleting.job],
            },
          ]}
          onClose={() => setDeleting(undefined)}
          onDeleted={() => afterDeletion(deleting.job)}
        />
      )}
    </>
  );
}

function Branches({ nodes }: { nodes: readonly VersionNode[] }) {
  return (
    <li className="versions__branches" role="presentation" aria-hidden="true">
      <svg aria-hidden="true">
        {nodes.map((node) => node.parent && <path key={node.job.id} d={branchPath(node.parent, node)} />)}
      </svg>
    </li>
  );
}

/** Scrolls within the strip, never the page. */
function reveal(box: HTMLElement | null, node: VersionNode | undefined): void {
  if (box === null || node === undefined) return;
  const { left, top } = cornerOf(node);
  const isSeen = (at: number, size: number, from: number, room: number) =>
    at >= from && at + size <= from + room;
  if (!isSeen(left, NODE.width, box.scrollLeft, box.clientWidth)) {
    box.scrollLeft = left - (box.clientWidth - NODE.width) / 2;
  }
  if (!isSeen(top, NODE.height, box.scrollTop, box.clientHeight)) {
    box.scrollTop = top - (box.clientHeight - NODE.height) / 2;
  }
}
