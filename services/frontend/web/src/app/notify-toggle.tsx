import { useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { canNotify, setNotifications, wantsNotifications } from './notifications.ts';
import { WORDS } from './words.ts';

/** Has the browser tell when an ad is done while the page is out of sight; its permission is asked on the click only. */
export function NotifyToggle() {
  const w = useWords(WORDS);
  const [isOn, setIsOn] = useState(wantsNotifications);
  const [isBlocked, setIsBlocked] = useState(false);
  if (!canNotify()) return null;
  const toggle = (): void => {
    void setNotifications(!isOn).then((willHappen) => {
      setIsBlocked(!isOn && !willHappen);
      setIsOn(willHappen);
    });
  };
  return (
    <span className="notify-place">
      <button
        className="button button--icon notify"
        type="button"
        aria-pressed={isOn}
        aria-label={w.tellMe}
        title={w.tellMe}
        onClick={toggle}
      >
        <svg className="glyph notify__bell" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 11.5c1-1 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 0 3 1 4ZM6.7 13.5h2.6" />
        </svg>
      </button>
      <span className="notify__note" role="status">
        {isBlocked && w.tellMeBlocked}
      </span>
    </span>
  );
}
