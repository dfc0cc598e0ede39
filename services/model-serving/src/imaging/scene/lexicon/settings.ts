import type { LexiconEntry } from './lexicon-entry.ts';

const words = (text: string): string[] => text.split(', ');

/** Places. */
export const SETTING_WORDS: LexiconEntry[] = [
  {
    en: words(
      'cafe, café, coffee shop, coffeehouse, coffee house, coffee bar, bakery, bistro, tea room, tearoom, patisserie, brunch cafe',
    ),
    ko: words('카페, 까페, 커피숍, 커피 가게, 커피집, 커피 바, 베이커리, 빵집, 찻집, 다방, 제과점'),
    wish: { setting: 'cafe' },
  },
  {
    en: words('restaurant, dining, dining room, dinner, diner, banquet, fine dining'),
    ko: words('레스토랑, 식당, 음식점, 다이닝, 만찬, 디너, 연회장'),
    wish: { setting: 'restaurant' },
  },
  {
    en: words(
      'bar, pub, lounge, nightclub, club, casino, cocktail bar, wine bar, whisky bar, whiskey bar, speakeasy',
    ),
    ko: words('술집, 바에서, 바 카운터, 펍, 라운지, 클럽, 와인바, 칵테일바, 위스키바, 재즈바'),
    wish: { setting: 'bar' },
  },
  {
    en: words(
      'studio, photo studio, product shot, catalog, catalogue, e-commerce, seamless backdrop, cyclorama',
    ),
    ko: words('스튜디오, 제품컷, 누끼, 쇼룸, 호리존'),
    wish: { setting: 'studio' },
  },
  {
    en: words(
      'window, windowsill, window sill, window light, window-lit, sunlit room, veranda, by the window',
    ),
    ko: words('창가, 창문, 창틀, 베란다, 창 너머, 통창, 창문틀, 창밖'),
    wish: { setting: 'window' },
  },
  {
    en: words(
      'room, living room, bedroom, home, house, indoor, indoors, interior, apartment, sofa, couch, fireplace, lounge room, dressing room',
    ),
    ko: words(
      '거실, 침실, 방에서, 집에서, 실내, 아파트, 소파, 벽난로, 우리집, 인테리어, 방안, 방 안, 안방, 신혼집',
    ),
    wish: { setting: 'living-room' },
  },
  {
    en: words('kitchen, breakfast, cooking, brunch, pantry, kitchen island'),
    ko: words('주방, 부엌, 키친, 아침 식사, 아침식사, 요리, 브런치, 싱크대, 아일랜드 식탁'),
    wish: { setting: 'kitchen' },
  },
  {
    en: words('bathroom, spa, sauna, skincare, vanity, bath, shower, wellness, powder room, hot spring'),
    ko: words('욕실, 화장실, 스파, 사우나, 화장대, 목욕, 샤워, 웰니스, 온천, 파우더룸, 찜질방'),
    wish: { setting: 'bathroom' },
  },
  {
    en: words(
      'office, workspace, lobby, hotel, hall, museum, gallery, desk setup, co-working, meeting room, home office',
    ),
    ko: words('사무실, 오피스, 작업실, 로비, 호텔, 박물관, 미술관, 갤러리, 회의실, 사무공간, 홈오피스, 업무'),
    wish: { setting: 'office' },
  },
  {
    en: words(
      'library, book, bookshelf, bookcase, bookstore, bookshop, reading room, study room, bookshelves',
    ),
    ko: words('도서관, 서재, 책장, 책꽂이, 서점, 책방, 북카페, 독서, 공부방, 책들'),
    wish: { setting: 'library' },
  },
  {
    en: words(
      'garden, outdoor, outdoors, terrace, patio, picnic, yard, backyard, flower, plant, floral, greenhouse, flowerbed, lawn, meadow, orchard, field',
    ),
    ko: words(
      '정원, 야외, 테라스, 마당, 소풍, 피크닉, 꽃, 꽃밭, 식물, 온실, 뜰, 화단, 과수원, 들판, 풀밭, 초원',
    ),
    wish: { setting: 'garden' },
  },
  {
    en: words('forest, woods, woodland, jungle, tree, nature, natural, camping, camp, rainforest, woodlands'),
    ko: words('숲, 산림, 정글, 자연, 산속, 산 속, 캠핑, 캠핑장, 나무 그늘, 수풀, 휴양림, 숲길'),
    wish: { setting: 'forest' },
  },
  {
    en: words('park, autumn park, maple tree, foliage season, autumn forest, fall foliage'),
    ko: words('공원, 단풍, 단풍잎길, 단풍길, 단풍나무 아래, 가을 공원, 가을 숲'),
    wish: { setting: 'autumn-park', season: 'autumn' },
  },
  {
    en: words(
      'cherry blossom, blossom, cherry tree, sakura, blossoms in spring, plum blossom, peach blossom',
    ),
    ko: words('벚꽃, 벚나무, 매화, 꽃나무, 복사꽃, 진달래, 개나리꽃, 꽃비'),
    wish: { setting: 'cherry-blossom', season: 'spring' },
  },
  {
    en: words(
      'beach, sea, seaside, ocean, coast, shore, tropical, island, seashore, coastline, poolside, pool, harbor, harbour, resort',
    ),
    ko: words('해변, 바다, 바닷가, 해안, 해수욕장, 섬, 열대, 수영장, 제주, 바닷, 휴양지, 리조트'),
    wish: { setting: 'beach' },
  },
  {
    en: words('sky, cloud, cloudy sky, blue sky, heaven, rooftop, skies, in the air, above the clouds'),
    ko: words('하늘, 푸른 하늘, 파란 하늘, 구름, 옥상, 루프탑, 공중, 창공'),
    wish: { setting: 'sky' },
  },
  {
    en: words('mountain, alps, alpine, hill, peak, ski resort, snowfield, valley, ski slope, snowy mountain'),
    ko: words(
      '산에서, 산맥, 산봉우리, 설산, 알프스, 언덕, 스키장, 눈밭, 설원, 설경, 계곡, 산 정상, 산정상, 산꼭대기, 높은 산',
    ),
    wish: { setting: 'mountains' },
  },
  {
    en: words(
      'city, urban, street, downtown, skyline, cityscape, tokyo, seoul, new york, cyberpunk, metropolis, alley, skyscraper, town',
    ),
    ko: words(
      '도시, 도심, 거리, 시내, 야경, 서울, 도쿄, 뉴욕, 빌딩, 사이버펑크, 골목, 고층, 강남, 한강, 마천루',
    ),
    wish: { setting: 'city' },
  },
  {
    en: words('workshop, warehouse, garage, industrial, factory, loft, atelier, workbench'),
    ko: words('작업장, 공방, 창고, 차고, 공장, 산업, 인더스트리얼, 로프트, 아틀리에, 작업대'),
    wish: { setting: 'workshop' },
  },
  {
    en: words('rustic, farmhouse, country, cottage, barn, cabin, harvest, countryside, log cabin, farm'),
    ko: words('러스틱, 시골, 농가, 오두막, 산장, 전원, 소박한, 투박한, 통나무집, 농장, 헛간, 초가'),
    wish: { setting: 'rustic', mood: 'rustic' },
  },
  {
    en: words(
      'hanok, korean traditional, traditional korean, hanji, lunar new year, chuseok, seollal, korean holiday, paper screen, paper door, shoji, ondol, temple, joseon, oriental',
    ),
    ko: words(
      '한옥, 한지, 창호지, 창호, 설날, 추석, 명절, 한가위, 차례상, 전통, 대청마루, 대청, 툇마루, 사랑방, 온돌, 궁궐, 조선, 정월, 구정, 새해, 동양적, 한국적, 국악, 서까래, 문살, 기와집, 기와, 고궁, 설 선물, 다과상',
    ),
    wish: { setting: 'hanok' },
  },
  {
    en: words('christmas, xmas, noel, santa, christmas tree, holiday season, yuletide, advent, festive'),
    ko: words('크리스마스, 성탄, 성탄절, 산타, 트리 장식, 크리스마스트리, 연말, 엑스마스'),
    wish: { setting: 'christmas', season: 'winter' },
  },
  {
    en: words(
      'party, birthday, celebration, balloon, carnival, festival, anniversary, baby shower, new year party',
    ),
    ko: words('파티, 생일, 축하, 풍선, 카니발, 축제, 기념일, 돌잔치, 백일, 잔치, 이벤트'),
    wish: { setting: 'party' },
  },
  {
    en: words('luxury, luxurious, premium, opulent, deluxe, high-end, exclusive'),
    ko: words('고급, 럭셔리, 프리미엄, 명품, 호화, 최고급'),
    wish: { setting: 'luxury', mood: 'luxury' },
  },
  {
    en: words('brick wall, brick, red brick, exposed brick'),
    ko: words('벽돌, 벽돌벽, 벽돌담, 적벽돌, 파벽돌'),
    wish: { wall: 'brick' },
  },
  {
    en: words('plaster wall, stucco wall, wall, painted wall, concrete wall, clay wall, white wall'),
    ko: words('벽, 담벼락, 벽면, 회벽, 담장, 흙벽, 미장 벽'),
    wish: { wall: 'plaster' },
  },
  {
    en: words('neon, neon light, neon sign, neon glow'),
    ko: words('네온, 네온사인, 네온 조명, 네온빛'),
    wish: { neon: true },
  },
];
