import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { go } from './route.ts';

const KEY = 'nanococoa.notify';

/** Whether this browser can notify at all: only where the page came over a safe connection. */
export function canNotify(): boolean {
  return 'Notification' in window && window.isSecureContext;
}

/** Whether the person asked for it, and the browser still allows it. */
export function wantsNotifications(): boolean {
  return canNotify() && localStorage.getItem(KEY) === 'yes' && Notification.permission === 'granted';
}

/** Takes the person's wish; asks the browser's permission where it is needed. Gives whether it will happen. */
export async function setNotifications(wanted: boolean): Promise<boolean> {
  if (!wanted) {
    localStorage.removeItem(KEY);
    return false;
  }
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return false;
  localStorage.setItem(KEY, 'yes');
  return true;
}

/** Tells that an ad has come to its end; a click opens it. */
export function notify(job: Job, title: string, body: string): void {
  if (!wantsNotifications()) return;
  try {
    const notification = new Notification(title, { body, tag: job.id, icon: './icon.svg' });
    notification.onclick = () => {
      window.focus();
      go({ kind: 'job', jobId: job.id });
      notification.close();
    };
  } catch {
    // Phones want a service worker for it: there the title of the tab has to do.
  }
}
