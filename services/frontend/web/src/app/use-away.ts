import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConnectionState } from './mesh.tsx';

/** What keeps the page from its server; `undefined`: nothing. */
export type Obstacle = 'offline' | 'server' | undefined;

export interface Away {
  obstacle: Obstacle;
  /** How long it has been there; of an absence that has just ended: how long it was. */
  durationMs: number;
  /** The page has just come back. */
  isBack: boolean;
}

const TICK_MS = 1_000;
const GOOD_NEWS_MS = 4_000;

/** Whether the page is away from its server, why, and for how long. */
export function useAway(): Away {
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const isDown = useConnectionState() === 'down';
  const obstacle: Obstacle = isOnline ? (isDown ? 'server' : undefined) : 'offline';
  const isAway = obstacle !== undefined;
  const [durationMs, setDurationMs] = useState(0);
  const [isBack, setIsBack] = useState(false);
  useEffect(() => {
    if (!isAway) return;
    const sinceMs = Date.now();
    setIsBack(false);
    setDurationMs(0);
    const timer = setInterval(() => setDurationMs(Date.now() - sinceMs), TICK_MS);
    return () => {
      clearInterval(timer);
      setDurationMs(Date.now() - sinceMs);
      setIsBack(true);
    };
  }, [isAway]);
  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setIsBack(false), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [isBack]);
  return { obstacle, durationMs, isBack: isBack && !isAway };
}

function subscribeOnline(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
