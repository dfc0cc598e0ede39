import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Language, useLanguage } from '../i18n/language.tsx';
import { ServerPanel } from '../server/server-panel.tsx';
import { StatusLine } from './status-line.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

interface HeaderProps {
  status: ServerStatus | undefined;
  isPanelOpen: boolean;
  onPanelOpenChange(isOpen: boolean): void;
}

const LANGUAGES: ReadonlyArray<{ id: Language; name: string }> = [
  { id: 'ko', name: '한국어' },
  { id: 'en', name: 'English' },
];

/** The bar at the top: name, state of the server, look, language. */
export function Header({ status, isPanelOpen, onPanelOpenChange }: HeaderProps) {
  const { language, t, choose } = useLanguage();
  return (
    <header className="header">
      <div className="header__brand">
        <img className="header__icon" src="./icon.svg" alt="" width="28" height="28" />
        <h1 className="header__name">nanoCocoa</h1>
        <p className="header__tagline">{t.tagline}</p>
      </div>
      <StatusLine status={status} isOpen={isPanelOpen} />
      <ServerPanel status={status} isOpen={isPanelOpen} onOpenChange={onPanelOpenChange} />
      <ThemeSwitch />
      <fieldset className="segments switch--languages">
        <legend className="visually-hidden">{t.language}</legend>
        {LANGUAGES.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="segment switch__choice"
            lang={id}
            aria-pressed={language === id}
            onClick={() => choose(id)}
          >
            {name}
          </button>
        ))}
      </fieldset>
    </header>
  );
}
