import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useLanguage } from '../i18n/language.tsx';

/** Asks the server to stop the job; the job's last event then says that it has. */
export function CancelButton({ jobId }: { jobId: string }) {
  const { t } = useLanguage();
  const client = useClient();
  const [isAsked, setIsAsked] = useState(false);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = () => {
    if (isAsked) return;
    setIsAsked(true);
    running.current = new AbortController();
    const { signal } = running.current;
    // Refused: the job is gone, and its watch says so.
    client.cancelJob(jobId, { signal }).catch(() => setIsAsked(false));
  };
  return (
    <button className="button" type="button" aria-disabled={isAsked} onClick={cancel}>
      {isAsked ? t.cancelling : t.cancel}
    </button>
  );
}
