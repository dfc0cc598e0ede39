import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { EN } from './en.ts';
import { KO } from './ko.ts';
import type { Messages } from './messages.ts';

export type Language = 'en' | 'ko';

interface LanguageChoice {
  language: Language;
  t: Messages;
  choose(language: Language): void;
}

const KEY = 'nanococoa.language';
const MESSAGES: Record<Language, Messages> = { en: EN, ko: KO };
const LanguageContext = createContext<LanguageChoice>({ language: 'en', t: EN, choose: () => {} });

/** Gives the page its language: the one chosen before, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      t: MESSAGES[language],
      choose(chosen) {
        localStorage.setItem(KEY, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

/** The page's language and its words. */
export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

function initialLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'en' || chosen === 'ko') return chosen;
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
