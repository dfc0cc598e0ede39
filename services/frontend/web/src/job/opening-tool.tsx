import { useWords } from '../i18n/words.ts';
import { WORDS } from './words.ts';

/** Stands where a tool will stand until it is loaded. */
export function OpeningTool() {
  const w = useWords(WORDS);
  return <p className="stage__waiting">{w.toolLoading}</p>;
}
