import { entry, type LexiconEntry } from './lexicon-entry.ts';

/** Places. */
export const SETTING_WORDS: LexiconEntry[] = [
  entry(
    'cafe, café, coffee shop, coffeehouse, coffee house, coffee bar, bakery, bistro, tea room, tearoom, patisserie, brunch cafe',
    '카페, 까페, 커피숍, 커피 가게, 커피집, 커피 바, 베이커리, 빵집, 찻집, 다방, 제과점',
    { setting: 'cafe' },
  ),
  entry(
    'restaurant, dining, dining room, dinner, diner, banquet, fine dining',
    '레스토랑, 식당, 음식점, 다이닝, 만찬, 디너, 연회장',
    { setting: 'restaurant' },
  ),
  entry(
    'bar, pub, lounge, nightclub, club, casino, cocktail bar, wine bar, whisky bar, whiskey bar, speakeasy',
    '술집, 바에서, 바 카운터, 펍, 라운지, 클럽, 와인바, 칵테일바, 위스키바, 재즈바',
    { setting: 'bar' },
  ),
  entry(
    'studio, photo studio, product shot, catalog, catalogue, e-commerce, seamless backdrop, cyclorama',
    '스튜디오, 제품컷, 누끼, 쇼룸, 호리존',
    { setting: 'studio' },
  ),
  entry(
    'window, windowsill, window sill, window light, window-lit, sunlit room, veranda, by the window, curtain',
    '커튼, 창가, 창문, 창, 창틀, 베란다, 창 너머, 통창, 창문틀, 창밖',
    { setting: 'window' },
  ),
  entry(
    'room, living room, bedroom, home, house, indoor, indoors, interior, apartment, sofa, couch, fireplace, lounge room, dressing room, nursery, kids room, children room, child room, playroom',
    '거실, 침실, 방에서, 집에서, 실내, 아파트, 소파, 벽난로, 우리집, 인테리어, 방안, 방 안, 안방, 신혼집, 아이 방, 아이방, 아기방, 아기 방, 놀이방, 방',
    { setting: 'living-room' },
  ),
  entry(
    'kitchen, breakfast, cooking, brunch, pantry, kitchen island',
    '주방, 부엌, 키친, 아침 식사, 아침식사, 요리, 브런치, 싱크대, 아일랜드 식탁',
    { setting: 'kitchen' },
  ),
  entry(
    'bathroom, spa, sauna, skincare, vanity, bath, shower, wellness, powder room, hot spring',
    '욕실, 화장실, 스파, 사우나, 화장대, 목욕, 샤워, 웰니스, 온천, 파우더룸, 찜질방',
    { setting: 'bathroom' },
  ),
  entry(
    'office, workspace, lobby, hotel, hall, museum, gallery, desk setup, co-working, meeting room, home office',
    '사무실, 오피스, 작업실, 로비, 호텔, 박물관, 미술관, 갤러리, 회의실, 사무공간, 홈오피스, 업무',
    { setting: 'office' },
  ),
  entry(
    'library, book, bookshelf, bookcase, bookstore, bookshop, reading room, study room, bookshelves',
    '도서관, 서재, 책장, 책꽂이, 서점, 책방, 북카페, 독서, 공부방, 책들',
    { setting: 'library' },
  ),
  entry(
    'garden, outdoor, outdoors, terrace, patio, picnic, yard, backyard, flower, plant, floral, greenhouse, flowerbed, park, daisy, daisies, tulip, sunflower, hydrangea, wildflower, lawn, meadow, orchard, field',
    '정원, 공원, 야외, 테라스, 마당, 소풍, 피크닉, 꽃, 꽃밭, 식물, 온실, 뜰, 화단, 과수원, 들판, 풀밭, 초원',
    { setting: 'garden' },
  ),
  entry(
    'forest, woods, woodland, jungle, tree, nature, natural, camping, camp, rainforest, woodlands',
    '숲, 산림, 정글, 자연, 산속, 산 속, 캠핑, 캠핑장, 나무 그늘, 수풀, 휴양림, 숲길',
    { setting: 'forest' },
  ),
  entry(
    'autumn park, maple tree, foliage season, autumn forest, fall foliage',
    '단풍, 단풍잎길, 단풍길, 단풍나무 아래, 가을 공원, 가을 숲',
    { setting: 'autumn-park', season: 'autumn' },
  ),
  entry(
    'cherry blossom, blossom, cherry tree, sakura, plum blossom, peach blossom',
    '벚꽃, 벚나무, 매화, 꽃나무, 복사꽃, 진달래, 개나리꽃, 꽃비',
    { setting: 'cherry-blossom', season: 'spring' },
  ),
  entry(
    'beach, sea, seaside, ocean, coast, shore, tropical, island, seashore, coastline, poolside, pool, harbor, harbour, resort',
    '지중해, 해변, 바다, 바닷가, 해안, 해수욕장, 섬, 열대, 수영장, 제주, 바닷, 휴양지, 리조트',
    { setting: 'beach' },
  ),
  entry(
    'sky, cloud, cloudy sky, blue sky, heaven, rooftop, skies, in the air, above the clouds',
    '하늘, 푸른 하늘, 파란 하늘, 구름, 옥상, 루프탑, 공중, 창공',
    { setting: 'sky' },
  ),
  entry(
    'mountain, alps, alpine, hill, peak, ski resort, snowfield, valley, ski slope, snowy mountain',
    '산에서, 산맥, 산봉우리, 설산, 알프스, 언덕, 스키장, 눈밭, 설원, 설경, 계곡, 산 정상, 산정상, 산꼭대기, 높은 산, 산, 산 풍경',
    { setting: 'mountains' },
  ),
  entry(
    'city, urban, street, downtown, skyline, cityscape, tokyo, seoul, new york, cyberpunk, metropolis, alley, skyscraper, town',
    '도시, 도심, 거리, 시내, 야경, 서울, 도쿄, 뉴욕, 빌딩, 사이버펑크, 골목, 고층, 강남, 한강, 마천루',
    { setting: 'city' },
  ),
  entry(
    'workshop, warehouse, garage, industrial, factory, loft, atelier, workbench',
    '작업장, 공방, 창고, 차고, 공장, 산업, 인더스트리얼, 로프트, 아틀리에, 작업대',
    { setting: 'workshop' },
  ),
  entry(
    'rustic, farmhouse, country, cottage, barn, cabin, harvest, countryside, log cabin, farm',
    '러스틱, 시골, 농가, 오두막, 산장, 전원, 소박한, 투박한, 통나무집, 농장, 헛간, 초가',
    { setting: 'rustic', mood: 'rustic' },
  ),
  entry(
    'hanok, korean traditional, traditional korean, traditional, traditional house, hanji, korean holiday, paper screen, paper door, shoji, ondol, temple, joseon, oriental',
    '한옥, 한지, 창호지, 창호, 명절, 차례상, 전통, 대청마루, 대청, 툇마루, 사랑방, 온돌, 궁궐, 조선, 새해, 동양적, 한국적, 국악, 서까래, 문살, 기와집, 기와, 고궁',
    { setting: 'hanok' },
  ),
  entry(
    'christmas, xmas, noel, santa, christmas tree, holiday season, yuletide, advent, festive',
    '크리스마스, 성탄, 성탄절, 산타, 트리 장식, 트리, 크리스마스트리, 연말, 엑스마스',
    { setting: 'christmas', season: 'winter' },
  ),
  entry(
    'party, birthday, celebration, balloon, carnival, festival, anniversary, baby shower, new year party',
    '파티, 생일, 축하, 풍선, 카니발, 축제, 기념일, 돌잔치, 백일, 잔치, 이벤트',
    { setting: 'party' },
  ),
  entry(
    'luxury, luxurious, premium, opulent, deluxe, high-end, exclusive',
    '고급, 럭셔리, 프리미엄, 명품, 호화, 최고급',
    { setting: 'luxury', mood: 'luxury' },
  ),
  entry(
    'brick wall, brick, red brick, red brick wall, exposed brick, old brick wall',
    '벽돌, 붉은 벽돌, 빨간 벽돌, 붉은 벽돌벽, 빨간 벽돌벽, 벽돌벽, 벽돌 벽, 붉은 벽돌 벽, 빨간 벽돌 벽, 벽돌담, 적벽돌, 파벽돌',
    {
      wall: 'brick',
    },
  ),
  entry(
    'plaster wall, stucco wall, wall, painted wall, concrete wall, clay wall, white wall',
    '벽, 담벼락, 벽면, 회벽, 담장, 흙벽, 미장 벽',
    { wall: 'plaster' },
  ),
  entry('neon, neon light, neon sign, neon glow', '네온, 네온사인, 네온 조명, 네온빛', { neon: true }),
  entry('chuseok, korean thanksgiving, mid-autumn', '추석, 한가위', {
    setting: 'hanok',
    season: 'autumn',
  }),
  entry('seollal, lunar new year, korean new year', '설날, 구정, 정월, 설', {
    setting: 'hanok',
    season: 'winter',
  }),
  entry(
    'lunch box, low saturation',
    '도시락, 먹거리, 볼거리, 섬세, 천천히, 천연, 천장, 낮은 채도, 낮은, 낮게, 눈에 띄, 손님, 손잡이, 방향, 산뜻하, 봄직',
    { nothing: true },
  ),
];
