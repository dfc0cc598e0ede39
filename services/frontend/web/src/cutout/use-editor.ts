import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Brush } from './brush.ts';
import { type CutoutPictures, type CutoutWorker, openWorker } from './open-worker.ts';
import type { EditState, Opened, Reply } from './protocol.ts';
import { createStage, type Stage, type StageLook } from './stage.ts';

/** A cut-out that is open for touching up. */
export interface EditorHandle {
  /** Undefined until the pictures are decoded. */
  opened: Opened | undefined;
  state: EditState;
  /** Pixels of the page per pixel of the picture. */
  zoom: number;
  /** The pictures cannot be decoded, or there is no memory for them. */
  hasFailed: boolean;
  /** Whether strokes survive a reload. */
  keepsDraft: boolean;
  stage: RefObject<Stage | undefined>;
  worker: RefObject<CutoutWorker | undefined>;
}

export interface EditorOptions {
  /** Undefined: still on their way. */
  pictures: CutoutPictures | undefined;
  host: RefObject<HTMLElement | null>;
  cursor: RefObject<HTMLElement | null>;
  /** For a picture of that longest side. */
  brushOf(longestSide: number): Brush;
  look: StageLook;
  onResizeBrush(factor: number): void;
}

const UNTOUCHED: EditState = { undoSteps: 0, redoSteps: 0, isChanged: false, latest: 'opened' };

/** Opens the pictures in a worker and puts them on the stage. */
export function useEditor(options: EditorOptions): EditorHandle {
  const { pictures, brushOf, look } = options;
  const [opened, setOpened] = useState<Opened>();
  const [state, setState] = useState(UNTOUCHED);
  const [zoom, setZoom] = useState(1);
  const [hasFailed, setHasFailed] = useState(false);
  const [keepsDraft, setKeepsDraft] = useState(true);
  const stage = useRef<Stage>(undefined);
  const worker = useRef<CutoutWorker>(undefined);
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    if (pictures === undefined) return;
    const show = (known: Opened) => {
      const { host, cursor, ...now } = latest.current;
      if (host.current === null || cursor.current === null) return;
      setOpened(known);
      stage.current = createStage({
        host: host.current,
        cursor: cursor.current,
        canvas: made.canvas,
        picture: known.size,
        brush: now.brushOf(longestOf(known)),
        look: now.look,
        post: made.post,
        onZoom: setZoom,
        onResizeBrush: (factor) => latest.current.onResizeBrush(factor),
      });
    };
    const hear = (reply: Reply) => {
      if (reply.kind === 'opened') show(reply.opened);
      else if (reply.kind === 'state') setState(reply.state);
      else if (reply.kind === 'failed' && reply.what === 'open') setHasFailed(true);
      else if (reply.kind === 'failed' && reply.what === 'draft') setKeepsDraft(false);
    };
    const made = openWorker(pictures, hear);
    worker.current = made;
    return () => {
      stage.current?.dispose();
      stage.current = undefined;
      worker.current = undefined;
      made.close();
      setOpened(undefined);
      setState(UNTOUCHED);
      setHasFailed(false);
    };
  }, [pictures]);

  const brush = opened && brushOf(longestOf(opened));
  useEffect(() => {
    if (brush !== undefined) stage.current?.setBrush(brush);
  }, [brush]);
  useEffect(() => stage.current?.setLook(look), [look]);
  return { opened, state, zoom, hasFailed, keepsDraft, stage, worker };
}

function longestOf({ size }: Opened): number {
  return Math.max(size.width, size.height);
}
