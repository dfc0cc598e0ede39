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
    skyTop: [0.4, 0.62, 0.98],
    skyLow: [1.15, 1, 0.82],
    daylight: [0.95, 0.86, 0.72],
    lamps: 0.25,
  },
  noon: { skyTop: [0.16, 0.4, 0.92], skyLow: [0.74, 0.9, 1.06], daylight: [1, 1, 0.98], lamps: 0.15 },
  'golden hour': {
    skyTop: [0.36, 0.38, 0.56],
    skyLow: [1.9, 0.86, 0.3],
    daylight: [0.86, 0.54, 0.3],
    lamps: 0.55,
  },
  evening: {
    skyTop: [0.1, 0.12, 0.32],
    skyLow: [1, 0.4, 0.27],
    daylight: [0.34, 0.22, 0.19],
    lamps: 0.9,
  },
  'blue hour': {
    skyTop: [0.022, 0.06, 0.22],
    skyLow: [0.2, 0.25, 0.5],
    daylight: [0.075, 0.11, 0.2],
    lamps: 1,
  },
  night: {
    skyTop: [0.003, 0.007, 0.024],
    skyLow: [0.018, 0.028, 0.07],
    daylight: [0.016, 0.022, 0.042],
    lamps: 1.1,
  },
};

/** Share of a clear sky's colour and light that the weather leaves. */
const WEATHERS: Record<WeatherName, { color: number; level: number; even: number }> = {
  clear: { color: 1, level: 1, even: 0 },
  cloudy: { color: 0.35, level: 0.85, even: 0.7 },
  rain: { color: 0.25, level: 0.5, even: 0.8 },
  snow: { color: 0.3, level: 0.95, even: 0.75 },
  fog: { color: 0.25, level: 0.9, even: 0.92 },
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
