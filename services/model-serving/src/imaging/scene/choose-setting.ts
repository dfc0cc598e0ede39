import type { ColorChoice } from './resolve-colors.ts';
import type { SceneWish, SettingName, SurfaceName } from './scene-wish.ts';

/** What a prompt without any usable word gives. */
const DEFAULT_SETTING: SettingName = 'rustic';
const FALLBACK_SETTINGS: SettingName[] = ['rustic', 'studio', 'kitchen'];
/** Words of a manner rather than of a place: a place that is named too goes first. */
const WEAK: readonly SettingName[] = ['rustic', 'luxury', 'window', 'city', 'studio'];

/** Where the scene plays: the place named first, else what season, wall, colour or surface suggest. */
export function chooseSetting(wishes: SceneWish[], choice: ColorChoice, unwanted: SceneWish[]): SettingName {
  const avoided = (name: SettingName) => unwanted.some((no) => no.setting === name);
  const named = wishes.flatMap(({ setting }) => (setting === undefined ? [] : [setting]));
  const wall = wishes.find((wish) => wish.wall !== undefined)?.wall;
  const name =
    named.find((setting) => !WEAK.includes(setting)) ??
    (wall === 'brick' ? 'brick-wall' : undefined) ??
    named.find((setting) => setting !== DEFAULT_SETTING) ??
    suggested(wishes, choice, wall) ??
    DEFAULT_SETTING;
  return avoided(inSeason(name, wishes))
    ? (FALLBACK_SETTINGS.find((other) => !avoided(other)) ?? 'studio')
    : inSeason(name, wishes);
}

/** A garden in autumn is the autumn park. */
function inSeason(name: SettingName, wishes: SceneWish[]): SettingName {
  const isAutumn = wishes.some(({ season }) => season === 'autumn');
  return isAutumn && (name === 'garden' || name === 'forest') ? 'autumn-park' : name;
}

function suggested(
  wishes: SceneWish[],
  { surface, backdropColor }: ColorChoice,
  wall: 'brick' | 'plaster' | undefined,
): SettingName | undefined {
  if (wishes.some(({ setting }) => setting === DEFAULT_SETTING)) return DEFAULT_SETTING;
  if (wishes.some(({ neon }) => neon)) return 'brick-wall';
  if (wall === 'plaster') return 'plaster-wall';
  if (backdropColor !== undefined || wishes.some(({ gradient }) => gradient)) return 'studio';
  const season = wishes.find((wish) => wish.season !== undefined)?.season;
  if (season !== undefined) return OF_SEASON[season];
  if (wishes.some(({ weather }) => weather === 'snow')) return 'mountains';
  if (surface !== undefined) return OF_SURFACE[surface];
  if (wishes.some(({ pastel }) => pastel)) return 'studio';
  if (wishes.some(({ mood }) => mood === 'luxury')) return 'luxury';
  return wishes.some(({ mood }) => mood === 'minimal') ? 'studio' : undefined;
}

const OF_SEASON = {
  spring: 'cherry-blossom',
  summer: 'beach',
  autumn: 'autumn-park',
  winter: 'mountains',
} as const satisfies Record<NonNullable<SceneWish['season']>, SettingName>;

/** Without a place, some surfaces bring their own. */
const OF_SURFACE: Partial<Record<SurfaceName, SettingName>> = {
  paper: 'studio',
  'kraft paper': 'studio',
  acrylic: 'studio',
  mirror: 'studio',
  gold: 'luxury',
  'brushed metal': 'luxury',
  plaster: 'plaster-wall',
  travertine: 'plaster-wall',
  terrazzo: 'plaster-wall',
  'ceramic tile': 'bathroom',
  linen: 'window',
  silk: 'studio',
  velvet: 'luxury',
  leather: 'library',
  marble: 'kitchen',
  'black marble': 'luxury',
  sand: 'beach',
  moss: 'forest',
  grass: 'garden',
  concrete: 'workshop',
  slate: 'workshop',
  'wet slate': 'city',
  stone: 'plaster-wall',
  water: 'sky',
  snow: 'mountains',
  ice: 'mountains',
};
