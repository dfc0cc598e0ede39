/** Many changes come together; whoever is told of one reads the whole report. */
export function onceATick(call: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      call();
    });
  };
}

/**
 * Whoever is told to evict may at once close, open or use an account: the line is then served anew, after that. The
 * call made meanwhile returns false.
 */
export function neverNested(serve: () => void): () => boolean {
  let serving = false;
  let again = false;
  return () => {
    again = true;
    if (serving) return false;
    serving = true;
    try {
      while (again) {
        again = false;
        serve();
      }
    } finally {
      serving = false;
    }
    return true;
  };
}
