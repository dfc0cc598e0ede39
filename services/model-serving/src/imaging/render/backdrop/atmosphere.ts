import { mixRgb, type Rgb, scaleRgb } from '../../color/rgb.ts';
import { luminance } from '../../color/srgb.ts';
import type { SeasonName, TimeName, WeatherName } from '../../scene/scene-wish.ts';

/** Light of the sky and the lamps at a time of day; radiances, where 1 is white in full light. */
export interface Atmosphere {
  time: TimeName;
  season?: SeasonName;
  weather?: WeatherName;
  skyTop: Rgb;
  /** Near the horizon. */
  skyLow: Rgb;
  /** What a white surface outdoors shows. */
  daylight: Rgb;
  /** How bright lamps and lit windows are, 0 by day to about 1 at night. */
  lamps: number;
}

type Light = Pick<Atmosphere, 'skyTop' | 'skyLow' | 'daylight' | 'lamps'>;

const TIMES: Record<TimeName, Light> = {
  morning: {
    skyTop: [0.24, 0.47, 0.88],
    skyLow: [0.86, 0.82, 0.72],
    daylight: [0.9, 0.78, 0.6],
    lamps: 0.25,
  },
  noon: { skyTop: [0.1, 0.33, 0.86], skyLow: [0.56, 0.79, 1.04], daylight: [1, 1, 0.98], lamps: 0.12 },
  'golden hour': {
    skyTop: [0.2, 0.2, 0.4],
    skyLow: [1.15, 0.42, 0.13],
    daylight: [0.74, 0.38, 0.17],
    lamps: 0.55,
  },
  evening: {
    skyTop: [0.06, 0.075, 0.25],
    skyLow: [0.72, 0.25, 0.2],
    daylight: [0.26, 0.15, 0.14],
    lamps: 0.9,
  },
  'blue hour': {
    skyTop: [0.022, 0.07, 0.28],
    skyLow: [0.24, 0.32, 0.66],
    daylight: [0.11, 0.17, 0.32],
    lamps: 1,
  },
  night: {
    skyTop: [0.007, 0.022, 0.07],
    skyLow: [0.04, 0.09, 0.2],
    daylight: [0.05, 0.075, 0.15],
    lamps: 1.1,
  },
};

/** Share of a clear sky's colour and light that the weather leaves. */
const WEATHERS: Record<WeatherName, { color: number; level: number; even: number }> = {
  clear: { color: 1, level: 1, even: 0 },
  cloudy: { color: 0.35, level: 0.85, even: 0.7 },
  rain: { color: 0.25, level: 0.5, even: 0.8 },
  snow: { color: 0.3, level: 0.95, even: 0.75 },
  fog: { color: 0.5, level: 0.88, even: 0.6 },
};

export function atmosphereOf(time: TimeName, season?: SeasonName, weather?: WeatherName): Atmosphere {
  const { skyTop, skyLow, daylight, lamps } = TIMES[time];
  if (weather === undefined) return { time, season, skyTop, skyLow, daylight, lamps };
  const { color, level, even } = WEATHERS[weather];
  const pale = (rgb: Rgb): Rgb => {
    const grey = luminance(...rgb);
    return scaleRgb(mixRgb([grey, grey, grey * 1.02], rgb, color), level);
  };
  const low = pale(skyLow);
  return {
    time,
    season,
    weather,
    skyTop: mixRgb(pale(skyTop), low, even),
    skyLow: low,
    daylight: pale(daylight),
    lamps,
  };
}
