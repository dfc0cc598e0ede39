import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useState } from 'react';
import { lazyPart } from '../app/lazy-part.tsx';
import { PopoverPanel } from '../controls/popover-panel.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import './download.css';
import { fileTypeOf } from './file-types.ts';
import { formatFileSize } from './format-file-size.ts';
import { planFiles } from './plan-files.ts';
import { useDownloads } from './use-downloads.ts';
import { WORDS } from './words.ts';

const DownloadChoices = lazyPart(() => import('./download-choices.tsx'));

const PANEL_ID = 'download-panel';

/** The ad as it is stored at once; beside it the panel for every other way to have it. */
export function DownloadButton({ job, result }: { job: Job; result: Image }) {
  const { t, language } = useLanguage();
  const w = useWords(WORDS);
  const [isOpen, setIsOpen] = useState(false);
  const downloads = useDownloads();
  const type = fileTypeOf(result.mediaType);
  const state = downloads.files[0]?.state;
  const download = () => downloads.start(planFiles(job, [{ what: 'ad', image: result }], [type], undefined));
  return (
    <div className="download">
      <div className="download__split">
        <button
          className="button button--primary download__now"
          type="button"
          aria-busy={downloads.isBusy}
          onClick={downloads.isBusy ? undefined : download}
        >
          <span aria-hidden="true">↓ </span>
          {w.now(type.name)}
        </button>
        <button
          className="button button--primary download__more"
          type="button"
          popoverTarget={PANEL_ID}
          aria-label={w.more}
          title={w.more}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-controls={PANEL_ID}
        >
          <svg className="glyph glyph--chevron" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M2 3.5 5 6.5 8 3.5" />
          </svg>
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {state?.kind === 'saved' && w.saved(formatFileSize(state.sizeBytes, language))}
      </p>
      <p className="download__problem" role="alert">
        {state?.kind === 'failed' && errorSentence(state.error, t)}
      </p>
      <PopoverPanel
        id={PANEL_ID}
        className="download-panel"
        title={w.title}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      >
        <DownloadChoices job={job} />
      </PopoverPanel>
    </div>
  );
}
