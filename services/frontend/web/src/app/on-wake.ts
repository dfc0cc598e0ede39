const TICK_MS = 2_000;
/** A page that runs ticks more often than this, however busy it is. */
const JUMP_MS = 10_000;

/**
 * Calls back when the page has been away without knowing: the machine slept, the browser froze the page or took it from
 * its back-and-forward cache, the network is back. Streams may be dead by then, though nothing says so. Gives the
 * function that ends it.
 */
export function onWake(callback: () => void): () => void {
  let lastMs = Date.now();
  const timer = setInterval(() => {
    const nowMs = Date.now();
    const hasSlept = nowMs - lastMs > JUMP_MS;
    lastMs = nowMs;
    if (hasSlept) callback();
  }, TICK_MS);
  const onShow = (event: PageTransitionEvent): void => {
    if (event.persisted) callback();
  };
  window.addEventListener('online', callback);
  window.addEventListener('pageshow', onShow);
  document.addEventListener('resume', callback);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', callback);
    window.removeEventListener('pageshow', onShow);
    document.removeEventListener('resume', callback);
  };
}
