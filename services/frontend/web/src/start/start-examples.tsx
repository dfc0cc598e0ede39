import { useDraftStore, usePhotoStore } from '../app/mesh.tsx';
import { NEW_AD } from '../form/draft-store.ts';
import { loadSamplePhoto } from '../form/sample-photo.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { EXAMPLES, type Example } from './examples.ts';
import './start.css';
import { WORDS } from './words.ts';

/** Addresses of the thumbnails, by file. */
const THUMBNAILS = import.meta.glob<string>('./thumbnails/*.webp', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** The first minute: a click fills the form and takes the sample photo. */
export default function StartExamples() {
  const { language } = useLanguage();
  const w = useWords(WORDS);
  const drafts = useDraftStore();
  const photos = usePhotoStore();
  const use = ({ values }: Example) => {
    drafts.change(NEW_AD, values[language]);
    // Part of the page itself: if it is missing, so is the page.
    loadSamplePhoto().then(
      (photo) => photos.take(NEW_AD, photo),
      () => {},
    );
    // The card goes away; what comes next is the one button.
    document.querySelector<HTMLElement>('.ad-form button[type="submit"]')?.focus({ preventScroll: true });
  };
  return (
    <section className="start" aria-labelledby="start-title">
      <h2 className="start__title" id="start-title">
        {w.title}
      </h2>
      <p className="start__hint">{w.hint}</p>
      <ul className="start__cards">
        {EXAMPLES.map((example) => {
          const values = example.values[language];
          return (
            <li key={example.id}>
              <button className="start__card" type="button" title={w.use} onClick={() => use(example)}>
                <img
                  className="start__picture"
                  src={THUMBNAILS[`./thumbnails/${example.id}-${language}.webp`]}
                  width="200"
                  height="200"
                  alt=""
                />
                <span className="start__words">
                  <strong className="start__copy">{values['text.content']?.replace('\n', ' ')}</strong>
                  <span>{values['background.prompt']}</span>
                  <span className="start__material">{w.lettersOf(values['text.prompt'] ?? '')}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
