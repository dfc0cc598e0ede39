import type { SettingName } from '../../../scene/scene-wish.ts';
import type { PaintScene } from '../stage.ts';
import { paintBathroom } from './bathroom.ts';
import { paintCity } from './city.ts';
import { paintChristmas, paintParty } from './feasts.ts';
import { paintHanok } from './hanok.ts';
import { paintLivingRoom, paintWindow } from './home.ts';
import { paintKitchen } from './kitchen.ts';
import { paintLuxury } from './luxury.ts';
import { paintBar, paintCafe, paintRestaurant } from './places-to-eat.ts';
import { paintAutumn, paintBlossom } from './seasons.ts';
import { paintBeach, paintMountains, paintSky } from './wide-nature.ts';
import { paintForest, paintGarden } from './woods.ts';
import { paintFarmhouse, paintLibrary, paintOffice, paintWorkshop } from './work-and-study.ts';

/** Settings whose backdrop is painted; the others have a sweep or a wall. */
export const PAINTERS: Partial<Record<SettingName, PaintScene>> = {
  cafe: paintCafe,
  restaurant: paintRestaurant,
  bar: paintBar,
  window: paintWindow,
  kitchen: paintKitchen,
  bathroom: paintBathroom,
  'living-room': paintLivingRoom,
  office: paintOffice,
  library: paintLibrary,
  workshop: paintWorkshop,
  rustic: paintFarmhouse,
  hanok: paintHanok,
  luxury: paintLuxury,
  garden: paintGarden,
  forest: paintForest,
  'autumn-park': paintAutumn,
  'cherry-blossom': paintBlossom,
  beach: paintBeach,
  sky: paintSky,
  mountains: paintMountains,
  city: paintCity,
  christmas: paintChristmas,
  party: paintParty,
};
