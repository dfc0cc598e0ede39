import { useCallback, useEffect, useState } from 'react';

export type Theme = 'light' | 'system' | 'dark';

export const THEMES: readonly Theme[] = ['light', 'system', 'dark'];

/** public/theme.js reads it before the first paint. */
const KEY = 'nanococoa.theme';

/** The look of the page, and the way to another one; kept for the next visit. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => themeOf(document.documentElement.dataset.theme));
  const choose = useCallback((chosen: Theme) => {
    const { dataset } = document.documentElement;
    if (chosen === 'system') {
      delete dataset.theme;
      localStorage.removeItem(KEY);
    } else {
      dataset.theme = chosen;
      localStorage.setItem(KEY, chosen);
    }
    setTheme(chosen);
  }, []);
  useEffect(() => colourBrowser(theme), [theme]);
  return [theme, choose];
}

/** The browser's own bars follow the look as well: index.html has a colour for each. */
function colourBrowser(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const { look } = meta.dataset;
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${look})` : theme === look ? 'all' : 'not all';
  }
}

function themeOf(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
