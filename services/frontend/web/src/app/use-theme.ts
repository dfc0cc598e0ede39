import { useCallback, useState } from 'react';

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
  return [theme, choose];
}

function themeOf(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
