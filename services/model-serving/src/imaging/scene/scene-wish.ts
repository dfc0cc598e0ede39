/** Where a scene plays; each has its light and backdrop in settings.ts. */
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
  | 'garden'
  | 'forest'
  | 'beach'
  | 'sky'
  | 'city'
  | 'workshop'
  | 'rustic';

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
  | 'water drops'
  | 'ice cubes'
  | 'citrus slices'
  | 'gold flakes'
  | 'pine sprigs'
  | 'gift boxes'
  | 'candles';

/** A block of the surface's material under the product. */
export type PodiumName = 'round' | 'square';

export type GoboName = 'none' | 'window' | 'blinds' | 'leaves';

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
  time?: 'morning' | 'day' | 'evening' | 'night';
  /** Colour temperature asked for, kelvin. */
  temperatureK?: number;
  softness?: 'hard' | 'soft';
  /** Where the light comes from, degrees: 0 behind, positive from the right. */
  azimuthDeg?: number;
  elevationDeg?: number;
  gobo?: GoboName;
  prop?: PropName;
  podium?: PodiumName;
  mood?:
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
  view?: 'top' | 'high' | 'low';
  /** Round lights out of focus. */
  bokeh?: true;
  glossy?: true;
  /** Named in a negative prompt: what to leave out. */
  effect?: 'shadow' | 'reflection' | 'blur' | 'grain' | 'vignette';
  /** The word is understood and asks for nothing by itself. */
  nothing?: true;
}
