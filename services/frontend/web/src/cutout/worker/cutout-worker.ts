import { composeRect } from '../compose.ts';
import { createDraftStore, type DraftId } from '../draft-store.ts';
import { type ChangedTiles, createEditor, type Editor } from '../editor.ts';
import { encodePng } from '../png/encode-png.ts';
import type { EditState, Opened, Reply, Request } from '../protocol.ts';
import { openLayers } from './open-layers.ts';
import { createScreen, type Screen } from './screen.ts';

/** A cut-out on the table. */
interface Session {
  editor: Editor;
  screen: Screen;
  draft: DraftId;
}

const drafts = createDraftStore(indexedDB);
let session: Session | undefined;
let latest: EditState['latest'] = 'opened';
let stroke: 'restored' | 'erased' = 'restored';

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'open') {
    open(data)
      .then(({ opened, made }) => {
        session = made;
        reply({ kind: 'opened', opened });
        tell();
      })
      .catch(() => reply({ kind: 'failed', what: 'open' }));
  } else if (session !== undefined) {
    handle(data, session);
  }
});

async function open({ canvas, photo, cutout, draft }: Extract<Request, { kind: 'open' }>) {
  const layers = await openLayers(photo, cutout);
  const editor = createEditor(layers.photo, layers.cutout);
  const tiles = await drafts.read(draft).catch(() => {
    reply({ kind: 'failed', what: 'draft' });
    return [];
  });
  editor.restore(tiles);
  const hasDraft = editor.isChanged;
  const made: Session = { editor, screen: createScreen(canvas, editor.layers), draft };
  const { width, height } = layers.photo;
  const opened: Opened = {
    size: { width, height },
    isScaled: layers.isScaled,
    hasPhoto: layers.hasPhoto,
    hasDraft,
  };
  return { opened, made };
}

function handle(request: Exclude<Request, { kind: 'open' }>, { editor, screen, draft }: Session): void {
  switch (request.kind) {
    case 'show':
      screen.show(request.shown);
      break;
    case 'begin':
      stroke = request.brush.kind === 'erase' ? 'erased' : 'restored';
      editor.begin(request.brush);
      screen.refresh(editor.moveTo(request.points));
      break;
    case 'move':
      screen.refresh(editor.moveTo(request.points));
      break;
    case 'cancel':
      screen.refresh(editor.cancel());
      break;
    case 'end': {
      const changed = editor.end();
      latest = changed.kept.length + changed.same.length > 0 ? stroke : 'nothing';
      settle(draft, changed);
      break;
    }
    case 'step':
    case 'reset': {
      const isReset = request.kind === 'reset';
      const { area, tiles } = isReset ? editor.reset() : editor.step(request.direction);
      latest = isReset ? 'reset' : request.direction === 'undo' ? 'undone' : 'redone';
      screen.refresh(area);
      settle(draft, tiles);
      break;
    }
    case 'encode':
      void encode(editor)
        .then((blob) => reply({ kind: 'encoded', blob }))
        .catch(() => reply({ kind: 'failed', what: 'encode' }));
  }
}

/** Tells the page, and keeps what the change has left. */
function settle(draft: DraftId, changed: ChangedTiles): void {
  tell();
  drafts.write(draft, changed).catch(() => reply({ kind: 'failed', what: 'draft' }));
}

function tell(): void {
  if (session === undefined) return;
  const { undoSteps, redoSteps, isChanged } = session.editor;
  reply({ kind: 'state', state: { undoSteps, redoSteps, isChanged, latest } });
}

/** What nobody sees has no colour: the file is a third of the size. */
function encode({ layers }: Editor): Promise<Blob> {
  const { width, height } = layers.photo;
  return encodePng({ width, height }, (top, bottom, rows) => {
    composeRect(
      layers,
      { left: 0, top, right: width, bottom },
      { width, height: bottom - top, data: rows },
      0,
      0,
    );
    for (let i = 0; i < rows.length; i += 4) if (rows[i + 3] === 0) rows.fill(0, i, i + 3);
  });
}

function reply(message: Reply): void {
  postMessage(message);
}
