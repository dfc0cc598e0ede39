import { entry, type LexiconEntry } from './lexicon-entry.ts';

/** What lies around the product, and what it stands on top of the surface. */
export const PROP_WORDS: LexiconEntry[] = [
  entry('coffee bean, roasted bean, bean, espresso bean', '커피 원두, 원두, 커피콩, 커피 콩', {
    prop: 'coffee beans',
  }),
  entry('rose petal, petal, flower petal, red petal', '장미 꽃잎, 장미꽃잎, 꽃잎', { prop: 'rose petals' }),
  entry(
    'cherry petal, cherry blossom petal, pink petal, sakura petal',
    '벚꽃잎, 벚꽃 잎, 분홍 꽃잎, 매화 꽃잎',
    {
      prop: 'cherry petals',
    },
  ),
  entry(
    'green leaf, green leaves, fresh leaf, fresh leaves, mint leaf, mint leaves, eucalyptus, herb, tea leaf, tea leaves',
    '초록 잎, 푸른 잎, 민트 잎, 허브, 찻잎, 녹찻잎, 유칼립투스, 초록 나뭇잎, 새순',
    {
      prop: 'green leaves',
    },
  ),
  entry(
    'autumn leaf, autumn leaves, fallen leaf, fallen leaves, maple leaf, maple leaves, fall leaves, dry leaf, dry leaves',
    '단풍잎, 낙엽, 가을 잎, 은행잎, 마른 잎',
    {
      prop: 'autumn leaves',
    },
  ),
  entry(
    'pebble, smooth stone, river stone, zen stone, gravel, waterside, riverside, riverbank',
    '조약돌, 자갈, 몽돌, 매끈한 돌, 물가, 냇가, 강가',
    {
      prop: 'pebbles',
    },
  ),
  entry(
    'gold confetti, golden confetti, gold foil confetti, metallic confetti',
    '금색 콘페티, 골드 콘페티, 금빛 콘페티, 금색 색종이, 금색 꽃가루, 금빛 꽃가루, 황금 꽃가루',
    { prop: 'gold confetti' },
  ),
  entry('confetti, paper confetti', '콘페티, 색종이 조각, 꽃가루, 종이 꽃가루, 색종이', { prop: 'confetti' }),
  entry(
    'water drop, water droplet, droplet, dew, dewdrop, condensation, splash',
    '물방울, 이슬, 이슬방울, 수증기 방울, 물 튀는',
    {
      prop: 'water drops',
    },
  ),
  entry('ice cube, crushed ice, ice, iced', '얼음, 얼음 조각, 각얼음, 얼음 큐브', { prop: 'ice cubes' }),
  entry(
    'citrus slice, lemon slice, orange slice, lime slice, citrus, citrus fruit, lemon wedge',
    '레몬 슬라이스, 레몬 조각, 오렌지 슬라이스, 오렌지 조각, 라임 조각, 감귤, 귤 조각, 시트러스, 유자',
    {
      prop: 'citrus slices',
    },
  ),
  entry(
    'gold flake, gold leaf, gold dust, gold glitter, glitter',
    '금가루, 금박, 금 조각, 골드 플레이크, 글리터',
    {
      prop: 'gold flakes',
    },
  ),
  entry(
    'pine sprig, fir branch, fir branches, pine branch, pine branches, pine needle, pinecone, pine cone, fir, evergreen',
    '솔가지, 솔잎, 솔방울, 전나무 가지, 소나무 가지, 전나무',
    {
      prop: 'pine sprigs',
    },
  ),
  entry('gift box, gift boxes, gift, present, wrapped gift', '선물 상자, 선물상자, 선물 박스, 선물', {
    prop: 'gift boxes',
  }),
  entry('candle, tealight', '촛불, 캔들, 양초, 초를 켠', { prop: 'candles' }),
  entry('prop, clutter, object, decoration', '소품, 장식물, 장식품, 물건', { anyProp: true }),
  entry(
    'podium, pedestal, plinth, cube podium, square podium, block, display stand, platform, round podium, cylinder podium, turntable',
    '포디움, 단상, 받침대, 좌대, 원형 단상, 원형 받침대, 전시대, 원형 무대, 사각 단상, 사각 받침대',
    {
      podium: 'round',
    },
  ),
];
