import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { COLOR_WORDS } from '../../services/model-serving/src/imaging/scene/lexicon/colors.ts';
import type { LexiconEntry } from '../../services/model-serving/src/imaging/scene/lexicon/lexicon-entry.ts';
import { LIGHT_WORDS } from '../../services/model-serving/src/imaging/scene/lexicon/lights.ts';
import { SETTING_WORDS } from '../../services/model-serving/src/imaging/scene/lexicon/settings.ts';
import { SURFACE_WORDS } from '../../services/model-serving/src/imaging/scene/lexicon/surfaces.ts';
import type { SceneWish } from '../../services/model-serving/src/imaging/scene/scene-wish.ts';
import { MATERIAL_WORDS } from '../../services/model-serving/src/imaging/text/material/material-words.ts';

/** Words shown of those that mean the same. */
const SHOWN = 5;

/** The tables of docs/prompts.md, by name: what the studio engine understands, from its own word lists. */
export function promptTables(): Map<string, string> {
  return new Map([
    ['settings', wordTable('setting', SETTING_WORDS)],
    ['surfaces', wordTable('surface', SURFACE_WORDS)],
    ['lights', wordTable('asks for', LIGHT_WORDS)],
    ['colors', wordTable('colour', COLOR_WORDS)],
    [
      'materials',
      table(
        ['material', 'words'],
        MATERIAL_WORDS.map(({ id, words }) => [id.replaceAll('-', ' '), some(words, SHOWN * 2)]),
      ),
    ],
    [
      'fonts',
      table(
        ['font', 'style', 'tone', 'good for', 'licence'],
        FONTS.map(({ id, family, style, tone, suggestedUse, license }) => [
          `\`${id}\``,
          `${family} ${style}`,
          `${tone.en} · ${tone.ko}`,
          `${suggestedUse.en} · ${suggestedUse.ko}`,
          license,
        ]),
      ),
    ],
  ]);
}

function wordTable(what: string, entries: readonly LexiconEntry[]): string {
  const rows = entries
    .filter(({ wish }) => wish.nothing === undefined)
    .map(({ en, ko, wish }) => [describe(wish), some(en, SHOWN), some(ko, SHOWN)]);
  return table([what, 'English', 'Korean'], rows);
}

/** A wish in short: "setting cafe" is "cafe", "time night" stays as it is. */
function describe(wish: SceneWish): string {
  return Object.entries(wish)
    .map(
      ([name, value]) =>
        (['setting', 'surface'].includes(name) || value === true ? '' : `${spaced(name)} `) +
        (value === true ? spaced(name) : String(value)),
    )
    .join(', ');
}

/** "temperatureK" as "temperature K". */
function spaced(name: string): string {
  return name.replaceAll(/([A-Z][a-z]*)/g, (part) => ` ${part.length > 1 ? part.toLowerCase() : part}`);
}

function some(words: readonly string[], count: number): string {
  return words.slice(0, count).join(', ') + (words.length > count ? ' …' : '');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
