import { useWords } from '../i18n/words.ts';
import { THEMES, type Theme, useTheme } from './use-theme.ts';
import { WORDS } from './words.ts';

/** A sun, half of each, a moon. */
const PATHS: Record<Theme, string> = {
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  system: 'M2 3h12v8H2ZM5.5 14h5M8 11v3',
  dark: 'M13.6 9.7A6 6 0 1 1 6.3 2.4a4.8 4.8 0 0 0 7.3 7.3Z',
};

/** Light, dark, or as the system is. */
export function ThemeSwitch() {
  const w = useWords(WORDS);
  const [theme, choose] = useTheme();
  return (
    <fieldset className="segments switch--theme">
      <legend className="visually-hidden">{w.theme}</legend>
      {THEMES.map((name) => (
        <button
          key={name}
          type="button"
          className="segment switch__choice switch__choice--icon"
          aria-pressed={theme === name}
          aria-label={`${w.theme}: ${w.themes[name]}`}
          title={w.themes[name]}
          onClick={() => choose(name)}
        >
          <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
            <path d={PATHS[name]} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
