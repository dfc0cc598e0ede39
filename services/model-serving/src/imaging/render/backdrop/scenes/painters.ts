import type { SettingName } from '../../../scene/scene-wish.ts';
import type { PaintScene } from '../stage.ts';
import { paintCity } from './city.ts';
import { paintChristmas, paintHanok, paintLuxury, paintParty } from './feasts.ts';
import { paintBathroom, paintKitchen, paintLivingRoom, paintWindow } from './home.ts';
import { paintBar, paintCafe, paintRestaurant } from './places-to-eat.ts';
import { paintBeach, paintMountains, paintSky } from './wide-nature.ts';
import { paintAutumn, paintBlossom, paintForest, paintGarden } from './woods.ts';
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
