import { createRoot } from 'react-dom/client';
import { createFrontendClient } from './api/client.ts';
import { App } from './app/app.tsx';
import { createConnection } from './app/connection.ts';
import { MeshContext } from './app/mesh.tsx';
import { LanguageProvider } from './i18n/language.tsx';
import './styles/base.css';
import './styles/controls.css';
import './styles/header.css';
import './styles/layout.css';
import './styles/recent.css';
import './styles/form.css';
import './styles/photo.css';
import './styles/choices.css';
import './styles/stage.css';
import './styles/job-head.css';
import './styles/steps.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root.');

const connection = createConnection();
const client = createFrontendClient(window.location.origin, { onUnreachable: connection.suspect });

createRoot(root).render(
  <MeshContext value={{ client, connection }}>
    <LanguageProvider>
      <App />
    </LanguageProvider>
  </MeshContext>,
);
