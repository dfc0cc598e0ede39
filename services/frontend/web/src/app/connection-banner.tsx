import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useConnectionState } from './mesh.tsx';

const GOOD_NEWS_MS = 3_000;

/** Says that network or server are away, and that they are back. Floats, so that nothing moves. */
export function ConnectionBanner() {
  const { t } = useLanguage();
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const connection = useConnectionState();
  const isAway = !isOnline || connection === 'down';
  const [isBack, setIsBack] = useState(false);
  const [wasAway, setWasAway] = useState(false);
  if (isAway && !wasAway) setWasAway(true);
  if (!isAway && wasAway) {
    setWasAway(false);
    setIsBack(true);
  }
  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setIsBack(false), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [isBack]);

  const text = !isOnline ? t.offline : isAway ? t.unreachable : isBack ? t.backAgain : '';
  return (
    <div className="banner" role="status">
      {text !== '' && <p className={isAway ? 'banner__text' : 'banner__text banner__text--good'}>{text}</p>}
    </div>
  );
}

function subscribeOnline(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
