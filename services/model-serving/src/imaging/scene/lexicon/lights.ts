import type { LexiconEntry } from './lexicon-entry.ts';

/** Light, time of day, mood and view. */
export const LIGHT_WORDS: LexiconEntry[] = [
  {
    en: ['morning', 'sunrise', 'dawn', 'early light'],
    ko: ['아침', '새벽', '일출', '오전', '해돋이'],
    wish: { time: 'morning' },
  },
  {
    en: ['day', 'daylight', 'noon', 'midday', 'afternoon', 'daytime'],
    ko: ['낮', '한낮', '대낮', '정오', '오후', '주간'],
    wish: { time: 'day' },
  },
  {
    en: ['evening', 'sunset', 'dusk', 'golden hour', 'twilight', 'magic hour'],
    ko: ['저녁', '노을', '석양', '해질녘', '해 질 녘', '황혼', '골든아워', '해넘이', '일몰'],
    wish: { time: 'evening' },
  },
  {
    en: ['night', 'nighttime', 'midnight', 'moonlight', 'candlelight', 'candle', 'candlelit'],
    ko: ['밤', '야간', '심야', '달빛', '촛불', '한밤'],
    wish: { time: 'night' },
  },
  {
    en: [
      'sunlight',
      'sunny',
      'sunlit',
      'sun',
      'sunshine',
      'sunbeam',
      'hard light',
      'direct light',
      'crisp shadow',
      'sunlit',
    ],
    ko: ['햇살', '햇빛', '햇볕', '태양', '직사광', '강한 빛', '양지', '화창', '맑은'],
    wish: { softness: 'hard' },
  },
  {
    en: ['soft light', 'soft', 'diffuse', 'diffused', 'overcast', 'gentle', 'softly', 'softbox', 'hazy'],
    ko: ['부드러운', '은은한', '확산', '흐린', '잔잔한', '소프트', '포근한 빛', '안개'],
    wish: { softness: 'soft' },
  },
  {
    en: ['warm', 'golden', 'amber', 'warmly', 'tungsten'],
    ko: ['따뜻', '따스', '훈훈', '황금빛', '호박색', '노란 조명', '온기'],
    wish: { temperatureK: 3300 },
  },
  {
    en: ['cool', 'cold', 'icy', 'chilly', 'bluish'],
    ko: ['차가운', '시원', '서늘', '푸른 빛', '쿨톤', '싸늘'],
    wish: { temperatureK: 8000 },
  },
  {
    en: ['from the left', 'left light', 'light from left', 'left'],
    ko: ['왼쪽', '좌측'],
    wish: { azimuthDeg: -70 },
  },
  {
    en: ['from the right', 'right light', 'light from right', 'right'],
    ko: ['오른쪽', '우측'],
    wish: { azimuthDeg: 70 },
  },
  {
    en: ['backlit', 'backlight', 'back light', 'rim light', 'from behind', 'backlighting', 'silhouette'],
    ko: ['역광', '뒤에서', '림라이트', '백라이트'],
    wish: { azimuthDeg: 18, elevationDeg: 32 },
  },
  {
    en: ['top light', 'overhead light', 'from above'],
    ko: ['탑라이트', '위에서 비추는', '천장 조명'],
    wish: { elevationDeg: 68 },
  },
  {
    en: ['window shadow', 'window pattern', 'window bars'],
    ko: ['창문 그림자', '창 그림자', '창살'],
    wish: { gobo: 'window' },
  },
  {
    en: ['blinds', 'blind', 'venetian blind', 'shutter', 'stripe'],
    ko: ['블라인드', '줄무늬'],
    wish: { gobo: 'blinds' },
  },
  {
    en: ['leaf shadow', 'leaves', 'leaf', 'palm', 'foliage', 'dappled', 'plant shadow'],
    ko: ['나뭇잎', '잎사귀', '야자', '잎 그림자', '잎새', '그늘'],
    wish: { gobo: 'leaves' },
  },
  {
    en: [
      'bokeh',
      'fairy lights',
      'string lights',
      'light bulbs',
      'christmas',
      'festive',
      'party',
      'sparkle',
      'twinkling',
      'city lights',
      'night lights',
    ],
    ko: ['보케', '빛망울', '꼬마전구', '전구', '크리스마스', '파티', '축제', '반짝', '불빛'],
    wish: { bokeh: true },
  },
  {
    en: ['dark', 'moody', 'dramatic', 'low key', 'low-key', 'gloomy', 'mysterious', 'shadowy'],
    ko: ['어두운', '어둠', '무드', '드라마틱', '극적', '신비', '다크'],
    wish: { mood: 'dark' },
  },
  {
    en: ['bright', 'airy', 'high key', 'high-key', 'radiant', 'brightly', 'brightness'],
    ko: ['밝은', '환한', '화사', '눈부신', '밝게', '환하게'],
    wish: { mood: 'bright' },
  },
  {
    en: ['luxury', 'luxurious', 'premium', 'elegant', 'sophisticated', 'classy', 'deluxe'],
    ko: ['고급', '럭셔리', '프리미엄', '우아', '세련', '품격'],
    wish: { mood: 'luxury' },
  },
  {
    en: ['cozy', 'cosy', 'homely', 'snug', 'comfortable', 'hygge', 'intimate'],
    ko: ['아늑', '포근', '편안', '안락', '정겨운'],
    wish: { mood: 'cozy', temperatureK: 3600 },
  },
  {
    en: ['fresh', 'clean', 'crisp', 'refreshing', 'pure'],
    ko: ['상쾌', '신선', '깨끗', '청량', '맑고', '산뜻'],
    wish: { mood: 'fresh' },
  },
  {
    en: ['minimal', 'minimalist', 'minimalistic', 'simple', 'modern', 'sleek', 'zen'],
    ko: ['미니멀', '심플', '단순', '모던', '간결', '깔끔', '현대적'],
    wish: { mood: 'minimal' },
  },
  {
    en: ['romantic', 'lovely', 'dreamy', 'cute', 'sweet', 'valentine'],
    ko: ['로맨틱', '낭만', '사랑스러운', '몽환', '귀여운', '달콤', '발렌타인'],
    wish: { mood: 'romantic' },
  },
  {
    en: ['vintage', 'retro', 'antique', 'nostalgic', 'film', 'old', 'classic'],
    ko: ['빈티지', '레트로', '앤티크', '복고', '향수', '오래된', '필름', '클래식'],
    wish: { mood: 'vintage' },
  },
  {
    en: ['vivid', 'vibrant', 'colorful', 'colourful', 'pop', 'bold', 'saturated'],
    ko: ['생생', '선명', '다채로운', '컬러풀', '팝', '강렬'],
    wish: { mood: 'vivid' },
  },
  {
    en: ['muted', 'desaturated', 'pale', 'subtle', 'calm', 'quiet', 'tranquil', 'serene', 'peaceful'],
    ko: ['차분', '톤다운', '고요', '조용', '평화', '옅은', '연한'],
    wish: { mood: 'muted' },
  },
  {
    en: ['top view', 'flat lay', 'flatlay', 'overhead', "bird's eye", 'top-down', 'top down'],
    ko: ['탑뷰', '플랫레이', '위에서 본', '위에서 내려다', '항공샷', '부감'],
    wish: { view: 'top' },
  },
  { en: ['high angle', 'three-quarter'], ko: ['하이앵글', '높은 각도'], wish: { view: 'high' } },
  {
    en: ['eye level', 'low angle', 'eye-level', 'side view', 'close-up', 'closeup', 'macro'],
    ko: ['눈높이', '로우앵글', '정면', '낮은 각도', '클로즈업', '접사'],
    wish: { view: 'low' },
  },
  {
    en: ['glossy', 'shiny', 'polished', 'reflective', 'gloss'],
    ko: ['광택', '윤기', '유광', '반사되는', '매끈'],
    wish: { glossy: true },
  },
  { en: ['shadow', 'hard shadow'], ko: ['그림자'], wish: { effect: 'shadow' } },
  { en: ['reflection'], ko: ['반사'], wish: { effect: 'reflection' } },
  {
    en: ['blur', 'blurry', 'depth of field', 'out of focus', 'blurred'],
    ko: ['흐림', '흐릿', '아웃포커스', '심도', '블러'],
    wish: { effect: 'blur' },
  },
  { en: ['grain', 'noise', 'grainy'], ko: ['노이즈', '그레인', '입자'], wish: { effect: 'grain' } },
  { en: ['vignette', 'vignetting'], ko: ['비네팅', '비네트'], wish: { effect: 'vignette' } },
  { en: ['background', 'backdrop', 'wall'], ko: ['배경', '벽', '뒷배경'], wish: { backdrop: true } },
];
