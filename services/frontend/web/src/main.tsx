// What all parts share comes first, so that a part's own styles count for more.
import './styles/base.css';
import './styles/controls.css';
import './styles/header.css';
import './styles/layout.css';
import './styles/form.css';
import './styles/fields.css';
import './styles/photo.css';
import './styles/choices.css';
import './styles/stage.css';
import './styles/job-head.css';
import './styles/steps.css';
import './styles/memory.css';
import './styles/server.css';
import { createClient } from '@nanococoa/client';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createConnection } from './app/connection.ts';
import { MeshContext } from './app/mesh.tsx';
import { PageBoundary } from './app/page-boundary.tsx';
import { createDraftStore } from './form/draft-store.ts';
import { createPhotoKeeper } from './form/photo-keeper.ts';
import { createPhotoStore } from './form/photo-store.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { createImageStore } from './job/image-store.ts';
import { createLimiter } from './job/limiter.ts';
import { createJobStore } from './jobs/job-store.ts';
import { pacedUpdates } from './jobs/paced-updates.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root.');

const connection = createConnection();
/** A person who waits in front of the page leaves when he has had enough: the page itself never gives up. */
const client = createClient(window.location.origin, {
  deadlineMs: Number.POSITIVE_INFINITY,
  retry: { giveUpMs: Number.POSITIVE_INFINITY },
  onUnreachable: connection.suspect,
});
/** Of the six connections of a plain HTTP/1.1 page, pictures take at most two. */
const limit = createLimiter(2);
const images = createImageStore({
  download: (imageId, width, signal) =>
    limit(async () => {
      signal.throwIfAborted();
      const rendition = width === undefined ? undefined : { width, mediaType: 'image/webp' };
      return client.download(imageId, { signal, rendition });
    }),
});

const jobs = createJobStore({ client, soon: pacedUpdates() });
const drafts = createDraftStore(sessionStorage);
const keeper = createPhotoKeeper(indexedDB, Date.now);
const photos = createPhotoStore({ client, drafts, keeper, storage: sessionStorage, urls: URL });
void photos.resume();

createRoot(root).render(
  <MeshContext value={{ client, connection, images, jobs, drafts, photos }}>
    <LanguageProvider>
      <PageBoundary>
        <App />
      </PageBoundary>
    </LanguageProvider>
  </MeshContext>,
);
