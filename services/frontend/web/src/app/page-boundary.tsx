import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import './boundary.css';
import { WORDS } from './words.ts';

/** The last resort: where the page itself breaks, it says so and offers to load it anew. Drafts are in the browser's storage. */
export class PageBoundary extends Component<{ children: ReactNode }, { problem: string | undefined }> {
  override state = { problem: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { problem: String(error) };
  }

  override render() {
    const { problem } = this.state;
    return problem === undefined ? this.props.children : <PageFailed problem={problem} />;
  }
}

function PageFailed({ problem }: { problem: string }) {
  const w = useWords(WORDS);
  return (
    <main className="page-failed">
      <div className="panel page-failed__panel" role="alert">
        <h1 className="page-failed__title">{w.pageFailed}</h1>
        <p>{w.pageFailedHint}</p>
        <p className="page-failed__problem" lang="en">
          {problem}
        </p>
        <button className="button button--primary" type="button" onClick={() => window.location.reload()}>
          {w.reload}
        </button>
      </div>
    </main>
  );
}
