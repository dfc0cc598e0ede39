import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import './boundary.css';
import { WORDS } from './words.ts';

interface PartBoundaryProps {
  /** 1 for the first. */
  attempt: number;
  onRetry(): void;
  children: ReactNode;
}

/** Keeps what goes wrong in a part of the page to that part. */
export class PartBoundary extends Component<PartBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { attempt, onRetry, children } = this.props;
    return this.state.hasFailed ? <PartFailed attempt={attempt} onRetry={onRetry} /> : children;
  }
}

function PartFailed({ attempt, onRetry }: Omit<PartBoundaryProps, 'children'>) {
  const w = useWords(WORDS);
  return (
    <div className="notice part-failed" role="alert">
      <p>{w.partFailed}</p>
      <div className="part-failed__actions">
        <button className="button button--primary" type="button" onClick={onRetry}>
          {w.tryAgain}
        </button>
        {/* Some browsers keep a part that they could not load until the page is loaded anew. */}
        {attempt > 1 && (
          <button className="button" type="button" onClick={() => window.location.reload()}>
            {w.reload}
          </button>
        )}
      </div>
    </div>
  );
}
