import { lazyPart } from '../app/lazy-part.tsx';
import { NEW_AD } from '../form/draft-store.ts';
import { sizeOf } from '../form/formats.ts';
import { useDraft } from '../form/use-draft.ts';
import { usePhoto } from '../form/use-photo.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { useJobs } from '../jobs/use-jobs.ts';
import { WORDS } from './words.ts';

const StartExamples = lazyPart(() => import('./start-examples.tsx'), <div className="stage__canvas" />);

/** The stage before there is an ad on it: examples for somebody who has made none, else a frame of the ad's shape. */
export function EmptyStage() {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const draft = useDraft(NEW_AD);
  const photo = usePhoto(NEW_AD);
  const { jobs } = useJobs();
  const isUntouched = photo.state.kind === 'none' && Object.values(draft).every((value) => value === '');
  if (isUntouched && jobs?.length === 0) return <StartExamples />;
  const { width, height } = sizeOf(draft);
  const isReady = Boolean(draft['product.image_id'] && draft['background.prompt'] && draft['text.content']);
  return (
    <div className="stage__canvas">
      <div
        className="frame frame--empty"
        style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height, '--width': width }}
      >
        {/* Not before it is known what to say. */}
        {(jobs !== undefined || !isUntouched) && (
          <div className="frame__words">
            <p className="frame__title">{isReady ? w.ready : t.stageEmpty}</p>
            <p className="frame__hint">{isReady ? w.readyHint : t.stageEmptyHint}</p>
          </div>
        )}
      </div>
    </div>
  );
}
