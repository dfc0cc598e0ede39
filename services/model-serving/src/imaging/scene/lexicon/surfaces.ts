import { entry, type LexiconEntry } from './lexicon-entry.ts';

/** Materials of the surface. */
export const SURFACE_WORDS: LexiconEntry[] = [
  {
    en: ['walnut', 'mahogany', 'teak', 'rosewood', 'cherry wood'],
    ko: ['소반', '찻상', '다과상', '밥상', '월넛', '호두나무', '마호가니', '티크'],
    wish: { surface: 'walnut' },
  },
  {
    en: ['oak', 'ash wood', 'maple', 'bamboo', 'light wood', 'blond wood'],
    ko: ['오크', '참나무', '떡갈나무', '단풍나무', '메이플', '대나무', '밝은 나무', '밝은 원목'],
    wish: { surface: 'oak' },
  },
  {
    en: ['pine', 'birch', 'cedar', 'driftwood'],
    ko: ['소나무', '자작나무', '삼나무', '편백'],
    wish: { surface: 'pine' },
  },
  {
    en: ['dark wood', 'dark wooden', 'ebony', 'wenge', 'black wood'],
    ko: ['어두운 나무', '짙은 나무', '흑단', '다크 우드', '진한 나무', '어두운 원목', '짙은 원목'],
    wish: { surface: 'dark wood' },
  },
  {
    en: ['white wood', 'white wooden', 'whitewashed wood', 'whitewashed'],
    ko: ['하얀 나무', '흰 나무', '화이트 우드', '백색 나무', '하얀 원목', '흰색 나무', '하얀색 나무'],
    wish: { surface: 'white wood' },
  },
  {
    en: ['wood', 'wooden', 'timber', 'plank', 'board', 'hardwood', 'log'],
    ko: ['나무 상', '나무상', '나무', '원목', '목재', '우드', '널빤지', '통나무', '마루'],
    wish: { anyWood: true },
  },
  {
    en: ['black marble', 'dark marble'],
    ko: ['검은 대리석', '검정 대리석', '블랙 마블', '블랙 대리석', '검은색 대리석'],
    wish: { surface: 'black marble' },
  },
  {
    en: ['marble', 'quartz', 'carrara', 'countertop', 'counter top'],
    ko: ['대리석', '마블', '조리대'],
    wish: { surface: 'marble' },
  },
  {
    en: ['concrete', 'cement', 'microcement', 'pavement', 'asphalt'],
    ko: ['콘크리트', '시멘트', '아스팔트'],
    wish: { surface: 'concrete' },
  },
  {
    en: ['plaster', 'stucco', 'clay'],
    ko: ['석고', '점토'],
    wish: { surface: 'plaster' },
  },
  { en: ['terracotta'], ko: ['테라코타', '황토'], wish: { surface: 'terracotta' } },
  {
    en: [
      'linen',
      'fabric',
      'cloth',
      'tablecloth',
      'cotton',
      'textile',
      'canvas',
      'burlap',
      'wool',
      'knit',
      'blanket',
      'towel',
    ],
    ko: ['린넨', '리넨', '천', '패브릭', '식탁보', '테이블보', '면직물', '직물', '담요', '니트', '수건'],
    wish: { surface: 'linen' },
  },
  {
    en: ['wet slate', 'wet stone', 'wet rock', 'puddle', 'wet'],
    ko: ['젖은 돌', '젖은 슬레이트', '젖은 석판', '물기', '젖은', '빗물'],
    wish: { surface: 'wet slate' },
  },
  {
    en: ['slate', 'basalt', 'black stone', 'dark stone', 'black rock', 'dark rock'],
    ko: ['슬레이트', '석판', '현무암', '점판암', '검은 돌', '어두운 돌', '짙은 돌'],
    wish: { surface: 'slate' },
  },
  entry(
    'stone, rock, boulder, cliff, stone slab, granite, granite slab, limestone, sandstone, smooth stone surface, pale stone',
    '돌, 바위, 석재, 돌판, 화강암, 석회, 석회암, 사암, 너럭바위, 매끈한 돌판',
    { surface: 'stone' },
  ),
  {
    en: ['sand', 'sandy', 'dune', 'desert'],
    ko: ['모래', '백사장', '사막', '모래사장'],
    wish: { surface: 'sand' },
  },
  {
    en: ['paper', 'cardboard', 'seamless', 'plain', 'solid colour', 'solid color'],
    ko: ['종이', '페이퍼', '색지', '단색', '무지'],
    wish: { surface: 'paper' },
  },
  {
    en: ['acrylic', 'glass', 'plastic', 'glossy table', 'lacquer'],
    ko: ['아크릴', '유리', '플라스틱', '래커'],
    wish: { surface: 'acrylic', glossy: true },
  },
  {
    en: ['moss', 'mossy'],
    ko: ['이끼'],
    wish: { surface: 'moss' },
  },
  entry('grass, turf', '잔디, 풀밭 위, 풀 위', { surface: 'grass' }),
  entry('terrazzo', '테라조, 도끼다시', { surface: 'terrazzo' }),
  entry('travertine', '트래버틴, 트레버틴', { surface: 'travertine' }),
  entry('tile, tiled, ceramic tile, ceramic, porcelain, mosaic', '타일, 세라믹, 도자기 타일, 모자이크', {
    surface: 'ceramic tile',
  }),
  entry('silk, satin, chiffon', '실크, 비단, 새틴, 공단, 보자기, 한복, 시폰', { surface: 'silk' }),
  entry('velvet, velour, suede', '벨벳, 벨루어, 우단, 스웨이드, 융단', { surface: 'velvet' }),
  entry('leather, faux leather', '가죽, 레더', { surface: 'leather' }),
  entry('kraft paper, kraft, craft paper, brown paper', '크라프트지, 크라프트, 갱지', {
    surface: 'kraft paper',
  }),
  entry(
    'water, water surface, on water, rippling water, ripple, pond, lake',
    '물 위, 수면, 물결, 연못, 호수, 잔물결',
    {
      surface: 'water',
    },
  ),
  entry(
    'snow, on snow, snow-covered, snow covered, fresh snow',
    '눈 위, 눈 덮인, 눈덮인, 눈 쌓인, 눈쌓인, 쌓인 눈, 눈',
    {
      surface: 'snow',
    },
  ),
  entry('frozen lake, ice surface, on ice, ice block, ice slab', '빙판, 얼음 위, 얼어붙은, 얼음판, 빙하', {
    surface: 'ice',
  }),
  entry(
    'metal, steel, stainless steel, brushed metal, aluminium, aluminum, brushed steel, metallic',
    '금속, 스틸, 알루미늄, 스테인리스, 메탈, 철판',
    {
      surface: 'brushed metal',
    },
  ),
  entry(
    'gold plate, gold surface, gold tray, golden tray, gold foil surface',
    '금판, 골드 트레이, 황금 쟁반, 금 쟁반, 황금 판',
    {
      surface: 'gold',
    },
  ),
  entry('mirror, mirrored, mirror surface', '거울, 미러', { surface: 'mirror' }),
  {
    en: [
      'table',
      'desk',
      'surface',
      'tabletop',
      'counter',
      'shelf',
      'floor',
      'ground',
      'tray',
      'bench',
      'plate',
    ],
    ko: [
      '테이블',
      '탁자',
      '책상',
      '식탁',
      '표면',
      '상판',
      '카운터',
      '선반',
      '바닥',
      '쟁반',
      '벤치',
      '접시',
      '탁상',
    ],
    wish: { nothing: true },
  },
];
