import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { formatFileSize } from './format-file-size.ts';
import type { DownloadedFile, Downloads } from './use-downloads.ts';
import { WORDS } from './words.ts';

/** The files that are on their way, or have arrived. */
export function FileList({ downloads }: { downloads: Downloads }) {
  const w = useWords(WORDS);
  return (
    <ul className="files" aria-label={w.files}>
      {downloads.files.map((one, at) => (
        <FileRow
          key={one.file.name}
          {...one}
          onStop={() => downloads.stop(at)}
          onRetry={() => downloads.retry(at)}
        />
      ))}
    </ul>
  );
}

function FileRow({ file, state, onStop, onRetry }: DownloadedFile & { onStop(): void; onRetry(): void }) {
  const { t, language } = useLanguage();
  const w = useWords(WORDS);
  const isGoing = state.kind === 'waiting' || state.kind === 'loading';
  const isOver = state.kind === 'failed' || state.kind === 'stopped';
  return (
    <li className={`file file--${state.kind}`}>
      <span className="file__name">{file.name}</span>
      <span className="file__state" role="status">
        {state.kind === 'waiting' && w.waiting}
        {state.kind === 'loading' && state.fraction === undefined && w.preparing}
        {state.kind === 'saved' && w.saved(formatFileSize(state.sizeBytes, language))}
        {state.kind === 'stopped' && w.stopped}
        {state.kind === 'failed' && errorSentence(state.error, t)}
      </span>
      {state.kind === 'loading' && state.fraction !== undefined && (
        <progress className="bar file__bar" aria-label={file.name} max={1} value={state.fraction} />
      )}
      {isGoing && (
        <button
          className="button button--link file__act"
          type="button"
          aria-label={w.cancel(file.name)}
          onClick={onStop}
        >
          ✕
        </button>
      )}
      {isOver && (
        <button className="button button--link file__act" type="button" onClick={onRetry}>
          {w.again}
        </button>
      )}
    </li>
  );
}
