import type { Job } from '@nanococoa/client';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { BrushPanel } from './brush-panel.tsx';
import type { Sources } from './find-sources.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { SourcePanel } from './source-panel.tsx';
import type { StageLook } from './stage.ts';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useBrush } from './use-brush.ts';
import { useEditor } from './use-editor.ts';
import { useKeys } from './use-keys.ts';
import { usePictures } from './use-pictures.ts';
import { forgetStrokes, useSave } from './use-save.ts';
import { ViewPanel } from './view-panel.tsx';
import { WORDS } from './words.ts';

interface WorkspaceProps {
  job: Job;
  sources: Sources;
  /** Begins anew with other pictures. */
  onSources(sources: Sources): void;
  /** What is done when somebody wants to leave; set here. */
  askToClose: RefObject<() => void>;
  onClose(): void;
}

const FIRST_LOOK: StageLook = { backdrop: 'checker', colour: '#2f9e63', isPhotoOnly: false };

/** The picture, the brush, and what can be done with both. */
export function Workspace({ job, sources, onSources, askToClose, onClose }: WorkspaceProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const host = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const brush = useBrush();
  const [look, setLook] = useState(FIRST_LOOK);
  const [place, setPlace] = useState<{ x: number; y: number }>();
  const [isLeaving, setIsLeaving] = useState(false);
  const { bytes, fraction, error } = usePictures(sources);
  const { cutoutId } = sources;
  const pictures = useMemo(
    () => bytes && { ...bytes, draft: { jobId: job.id, cutoutId } },
    [bytes, job.id, cutoutId],
  );
  const editor = useEditor({
    pictures,
    host,
    cursor,
    brushOf: brush.brushOf,
    look,
    onResizeBrush: brush.resize,
  });
  const save = useSave(job);
  const { opened, state, stage, worker } = editor;
  // The automatic cut-out in the place of a touched-up one is a change in itself.
  const isOther = sources.isAutomatic && Boolean(job.spec?.product?.cutoutImageId);
  const isBusy = save.progress !== undefined;
  const canSave = opened !== undefined && (state.isChanged || isOther) && !isBusy;

  const close = () => {
    if (isBusy) return;
    if (state.isChanged || isOther) setIsLeaving(true);
    else onClose();
  };
  useEffect(() => {
    askToClose.current = close;
  });
  const saveNow = () => {
    setIsLeaving(false);
    if (!canSave || worker.current === undefined) return;
    if (state.isChanged) save.upload(worker.current.encode(), 'strokes');
    else save.takeAutomatic();
  };
  const step = (direction: 'undo' | 'redo') => worker.current?.post({ kind: 'step', direction });
  const compare = (isPhotoOnly: boolean) => setLook((before) => ({ ...before, isPhotoOnly }));
  const keys = useKeys({
    host,
    stage,
    step,
    compare,
    brush,
    onPlace: setPlace,
    isEnabled: opened !== undefined && !isBusy,
  });
  useEffect(() => setPlace((before) => (state.latest === 'opened' ? before : undefined)), [state]);

  const isReady = opened !== undefined;
  useEffect(() => {
    // Arrows and Enter work at once; the outline comes with the first key.
    const quietly: FocusOptions & { focusVisible: boolean } = { preventScroll: true, focusVisible: false };
    if (isReady) host.current?.focus(quietly);
  }, [isReady]);

  const failure = error ?? (editor.hasFailed ? { reason: '', message: w.cannotOpen } : undefined);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the whole tool; each has a button, too
    <div className="cutout__workspace" onKeyDown={keys.onKeyDown} onKeyUp={keys.onKeyUp}>
      <TopBar
        w={w}
        state={state}
        zoom={editor.zoom}
        isReady={opened !== undefined && !isBusy}
        canSave={canSave}
        isComparing={look.isPhotoOnly}
        onStep={step}
        onZoom={(factor) => stage.current?.zoomBy(factor)}
        onShowAll={() => stage.current?.showAll()}
        onCompare={compare}
        onSave={saveNow}
        onClose={close}
      />
      <div
        ref={host}
        className="cutout__stage"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture to paint on; arrows and Enter do here what a pen does
        tabIndex={0}
        aria-label={w.picture}
        aria-description={w.pictureHelp}
        onPointerDown={keys.onPointer}
        onPointerMove={keys.onPointer}
        aria-busy={opened === undefined || isBusy}
        inert={opened === undefined || isBusy}
      >
        <div ref={cursor} className="cutout__cursor" hidden={opened === undefined} aria-hidden="true" />
        {opened === undefined && failure === undefined && (
          <p className="cutout__waiting">
            {bytes === undefined ? w.opening(Math.floor(100 * fraction)) : w.decoding}
          </p>
        )}
      </div>
      <div className="cutout__panel" inert={isBusy}>
        {failure !== undefined && (
          <p className="notice notice--error" role="alert">
            {errorSentence(failure, t)}
          </p>
        )}
        <BrushPanel
          w={w}
          brush={brush}
          longestSide={Math.max(opened?.size.width ?? 0, opened?.size.height ?? 0)}
        />
        <ViewPanel w={w} look={look} onChange={(values) => setLook((before) => ({ ...before, ...values }))} />
        <SourcePanel
          w={w}
          job={job}
          canReset={opened !== undefined && (state.isChanged || !sources.isAutomatic)}
          isAutomatic={sources.isAutomatic}
          onReset={() => worker.current?.post({ kind: 'reset' })}
          onSources={onSources}
          onTakeAutomatic={save.takeAutomatic}
          onOwn={(file) => save.upload(file, 'file')}
        />
      </div>
      <StatusBar w={w} editor={editor} place={place} save={save} />
      {isLeaving && (
        <LeaveDialog
          w={w}
          keepsDraft={editor.keepsDraft}
          onSave={saveNow}
          onKeep={onClose}
          onDiscard={() => {
            // Opened again at once, it would find them still there.
            void forgetStrokes(job.id).then(onClose);
          }}
          onStay={() => setIsLeaving(false)}
        />
      )}
    </div>
  );
}
