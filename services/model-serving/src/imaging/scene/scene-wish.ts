/** Where a scene plays; each has its light in settings.ts and its backdrop in render/backdrop/. */
export type SettingName =
  | 'cafe'
  | 'restaurant'
  | 'bar'
  | 'studio'
  | 'window'
  | 'kitchen'
  | 'bathroom'
  | 'living-room'
  | 'office'
  | 'library'
  | 'workshop'
  | 'rustic'
  | 'hanok'
  | 'luxury'
  | 'brick-wall'
  | 'plaster-wall'
  | 'garden'
  | 'forest'
  | 'autumn-park'
  | 'cherry-blossom'
  | 'beach'
  | 'sky'
  | 'mountains'
  | 'city'
  | 'christmas'
  | 'party';

export type TimeName = 'morning' | 'noon' | 'golden hour' | 'evening' | 'blue hour' | 'night';
export type SeasonName = 'spring' | 'summer' | 'autumn' | 'winter';
export type WeatherName = 'clear' | 'cloudy' | 'rain' | 'snow' | 'fog';

/** What the product stands on. */
export type SurfaceName =
  | 'walnut'
  | 'oak'
  | 'pine'
  | 'dark wood'
  | 'white wood'
  | 'painted wood'
  | 'marble'
  | 'black marble'
  | 'concrete'
  | 'plaster'
  | 'terracotta'
  | 'linen'
  | 'slate'
  | 'wet slate'
  | 'stone'
  | 'sand'
  | 'paper'
  | 'acrylic'
  | 'moss'
  | 'grass'
  | 'terrazzo'
  | 'travertine'
  | 'ceramic tile'
  | 'silk'
  | 'velvet'
  | 'leather'
  | 'kraft paper'
  | 'water'
  | 'snow'
  | 'ice'
  | 'brushed metal'
  | 'gold'
  | 'mirror';

/** What lies or stands on the surface around the product. */
export type PropName =
  | 'coffee beans'
  | 'rose petals'
  | 'cherry petals'
  | 'green leaves'
  | 'autumn leaves'
  | 'pebbles'
  | 'confetti'
  | 'gold confetti'
  | 'water drops'
  | 'ice cubes'
  | 'citrus slices'
  | 'gold flakes'
  | 'pine sprigs'
  | 'gift boxes'
  | 'candles';

/** A block of the surface's material under the product. */
export type PodiumName = 'round';

export type GoboName = 'none' | 'window' | 'blinds' | 'leaves';

export type MoodName =
  | 'dark'
  | 'bright'
  | 'luxury'
  | 'cozy'
  | 'fresh'
  | 'minimal'
  | 'romantic'
  | 'vintage'
  | 'rustic'
  | 'vivid'
  | 'muted';

/** What one word asks of a scene. Numbers are factors or differences as their names say. */
export interface SceneWish {
  setting?: SettingName;
  surface?: SurfaceName;
  /** "wood" without a kind: takes the kind that colour and mood words suggest. */
  anyWood?: true;
  /** A colour, "#rrggbb", for the surface or backdrop word that follows it. */
  color?: string;
  /** The word stands for the backdrop: a colour before it is the backdrop's. */
  backdrop?: true;
  time?: TimeName;
  season?: SeasonName;
  weather?: WeatherName;
  /** Colour temperature asked for, kelvin. */
  temperatureK?: number;
  softness?: 'hard' | 'soft';
  /** Where the light comes from, degrees: 0 behind, positive from the right. */
  azimuthDeg?: number;
  elevationDeg?: number;
  gobo?: GoboName;
  prop?: PropName;
  /** Named in a negative prompt: nothing is to lie around. */
  anyProp?: true;
  podium?: PodiumName;
  mood?: MoodName;
  view?: 'top' | 'high' | 'low';
  /** A wall behind the surface; a place that has walls of its own keeps them. */
  wall?: 'brick' | 'plaster';
  /** The colours are pale ones. */
  pastel?: true;
  /** Coloured light of tubes. */
  neon?: true;
  /** The backdrop runs from one colour into another. */
  gradient?: true;
  /** A pool of light on the backdrop. */
  spot?: true;
  focus?: 'shallow' | 'deep';
  /** The word takes away what comes next to it: "no shadows", "사람 없는". */
  negation?: 'next' | 'previous';
  /** Round lights out of focus. */
  bokeh?: true;
  glossy?: true;
  /** Named in a negative prompt: what to leave out. */
  effect?: 'shadow' | 'reflection' | 'blur' | 'grain' | 'vignette';
  /** An effect that is a fault ("blurry") when unwanted, not a look to be taken away. */
  isFault?: true;
  /** The word is understood and asks for nothing by itself. */
  nothing?: true;
}
