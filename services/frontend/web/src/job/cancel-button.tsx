import { useLanguage } from '../i18n/language.tsx';
import { useStop } from './use-stop.ts';

/** Asks the server to stop the job; the job's last event then says that it has. */
export function CancelButton({ jobId }: { jobId: string }) {
  const { t } = useLanguage();
  const { isStopping, stop } = useStop();
  return (
    <button className="button" type="button" aria-disabled={isStopping} onClick={() => stop([jobId])}>
      {isStopping ? t.cancelling : t.cancel}
    </button>
  );
}
