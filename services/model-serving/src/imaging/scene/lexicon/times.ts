import { entry, type LexiconEntry } from './lexicon-entry.ts';

/** Times of day, seasons and weather. */
export const TIME_WORDS: LexiconEntry[] = [
  entry(
    'morning, sunrise, dawn, early light, early morning',
    '이른 아침, 늦은 아침, 이른 새벽, 아침, 새벽, 일출, 오전, 해돋이, 해 뜨는, 동틀',
    {
      time: 'morning',
    },
  ),
  entry(
    'day, daylight, noon, midday, afternoon, daytime, broad daylight',
    '낮, 한낮, 대낮, 정오, 오후, 주간, 점심',
    {
      time: 'noon',
    },
  ),
  entry(
    'golden hour, sunset, magic hour, late afternoon, setting sun, sundown',
    '골든아워, 골든 아워, 노을, 석양, 해질녘, 해 질 녘, 해질 녘, 해넘이, 일몰, 매직아워, 늦은 오후, 해 지는',
    { time: 'golden hour' },
  ),
  entry('evening, dusk, nightfall', '늦은 저녁, 이른 저녁, 저녁, 황혼, 초저녁', { time: 'evening' }),
  entry('blue hour, twilight', '블루아워, 블루 아워, 어스름, 땅거미, 여명', { time: 'blue hour' }),
  entry(
    'night, nighttime, midnight, moonlight, moonlit, late night, moon',
    '늦은 밤, 깊은 밤, 밤, 야간, 심야, 달빛, 한밤, 밤중, 달밤, 보름달',
    {
      time: 'night',
    },
  ),
  entry('candlelight, candlelit', '촛불 조명, 촛불 아래', {
    time: 'night',
    temperatureK: 2600,
    prop: 'candles',
  }),
  entry('spring, springtime', '봄, 봄날, 봄철, 봄빛, 봄바람', { season: 'spring' }),
  entry('summer, summertime, midsummer', '여름, 여름철, 한여름, 바캉스, 휴가철', { season: 'summer' }),
  entry('autumn, fall, autumnal', '가을, 가을철, 늦가을, 추수', { season: 'autumn' }),
  entry('winter, wintertime, wintry', '겨울, 겨울철, 한겨울', { season: 'winter' }),
  entry('clear sky, clear weather, cloudless', '맑은, 화창, 쾌청, 구름 없는', { weather: 'clear' }),
  entry('overcast, cloudy, cloudy day, grey sky, gray sky', '흐린, 구름 낀, 흐린 날', {
    weather: 'cloudy',
    softness: 'soft',
  }),
  entry(
    'rain, rainy, raining, drizzle, rainy day',
    '비 오는, 비오는, 비 내리는, 비내리는, 장마, 빗속, 우천, 이슬비',
    {
      weather: 'rain',
    },
  ),
  entry(
    'snowing, snowfall, falling snow, snowy, snow falling, blizzard, snowflake',
    '눈 내리는, 눈내리는, 눈 오는, 눈오는, 함박눈, 눈발, 눈송이, 첫눈, 눈꽃',
    { weather: 'snow' },
  ),
  entry('fog, foggy, mist, misty, haze, hazy', '안개, 물안개, 뿌연, 자욱한', { weather: 'fog' }),
];
