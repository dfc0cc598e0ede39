import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planScene } from './plan-scene.ts';
import type { ScenePlan } from './scene-plan.ts';

const GALLERY = new URL('../../../../../docs/gallery/', import.meta.url);

/** What prompts as people write them must give; every word of them is understood. */
const READ: Array<[prompt: string, expected: Partial<ScenePlan>]> = [
  ['늦은 밤 아늑한 카페의 짙은 호두나무 테이블', { name: 'cafe', surface: 'walnut', time: 'night' }],
  ['깊은 숲 속 젖은 바위, 이슬방울', { name: 'forest', surface: 'wet slate', props: ['water drops'] }],
  ['아기 방, 파스텔 핑크 벽, 리넨 위', { name: 'living-room', surface: 'linen', backdropColor: '#eeb4b8' }],
  ['파스텔 옐로우 배경에 콘페티', { name: 'studio', backdropColor: '#f4db9c', props: ['confetti'] }],
  ['hard morning sunlight on a white plaster wall, palm shadow', { name: 'plaster-wall', gobo: 'leaves' }],
  ['a single candle on dark oak, moody', { surface: 'oak', props: ['candles'], mood: 'dark' }],
  ['snowing window at night, warm light inside', { name: 'window', surface: 'walnut', gobo: 'none' }],
  ['눈 오는 밤, 따뜻한 불빛의 창가, 낡은 나무', { name: 'window', weather: 'snow', gobo: 'none' }],
  ['소반 위 전통 다과, 한지 창으로 드는 빛', { name: 'hanok', surface: 'walnut' }],
  ['한옥, 나무 상', { name: 'hanok', surface: 'walnut' }],
  ['찻상 위, 대나무 숲', { name: 'forest', surface: 'walnut' }],
  ['시원한 계곡 물가, 조약돌과 이끼', { name: 'mountains', surface: 'moss', props: ['pebbles'] }],
  ['물가의 돌, 맑은 산', { name: 'mountains', surface: 'stone', props: ['pebbles'] }],
  ['강한 역광의 해변 노을', { name: 'beach', time: 'golden hour' }],
  ['gold confetti on black, spotlight', { name: 'studio', props: ['gold confetti'], spot: 1 }],
  ['검은 배경, 금색 콘페티', { backdropColor: '#1e1d1f', props: ['gold confetti'], spot: 1 }],
  ['하얀 벽과 창문 그림자, 오후', { name: 'plaster-wall', gobo: 'window' }],
  ['콘크리트 벽, 강한 햇빛', { name: 'plaster-wall', surface: 'concrete', gobo: 'window' }],
  ['rough granite slab by the sea', { name: 'beach', surface: 'stone' }],
  ['smooth river stones and water drops, spa', { name: 'bathroom', props: ['pebbles', 'water drops'] }],
  ['매끈한 화강암 위, 유칼립투스 잎', { surface: 'stone', props: ['green leaves'] }],
  ['bright spa bathroom, stone surface', { name: 'bathroom', surface: 'stone' }],
  ['black stone, dark moody', { surface: 'slate', mood: 'dark' }],
  ['현무암 위', { surface: 'slate' }],
  ['라벤더색 배경, 미니멀', { name: 'studio', backdropColor: '#c9b6e0' }],
  ['pink studio, confetti', { backdropColor: '#eeb4b8', surfaceColor: '#eeb4b8' }],
  ['분홍 스튜디오, 부드러운 빛', { name: 'studio', backdropColor: '#eeb4b8' }],
  ['misty mountains at dawn, wooden deck', { name: 'mountains', weather: 'fog', time: 'morning' }],
  ['맑은 호수와 산, 나무 데크', { name: 'mountains', surface: 'water' }],
  ['고요한 물 위, 하늘 반영', { name: 'sky', surface: 'water', mood: 'muted' }],
  ['짙은 남색 벨벳과 금박', { surface: 'velvet', surfaceColor: '#22304f', props: ['gold flakes'] }],
  ['분홍 새틴 위, 부드러운 빛, 장미 꽃잎', { name: 'studio', surface: 'silk', props: ['rose petals'] }],
  ['진한 초록 실크 위, 고급스러운', { name: 'luxury', surface: 'silk' }],
  ['추수감사절 식탁, 단풍잎', { season: 'autumn', props: ['autumn leaves'] }],
  ['christmas morning by the fireplace, gift boxes', { name: 'christmas', props: ['gift boxes'] }],
  ['밸런타인 데이 분홍 장미 꽃잎', { mood: 'romantic', props: ['rose petals'] }],
  ['lemon slices on turquoise tiles, hard light', { surface: 'ceramic tile', surfaceColor: '#2f8f92' }],
  ['rainy window at dusk, cozy', { name: 'window', weather: 'rain', gobo: 'none' }],
  ['비 내리는 밤거리, 네온 간판', { name: 'city', weather: 'rain', surface: 'wet slate' }],
  ['서재의 가죽 의자 옆 위스키', { name: 'library', surface: 'leather' }],
  ['terracotta patio with herbs, mediterranean sun', { name: 'garden', surface: 'terracotta' }],
  ['지중해 하얀 마을, 파란 바다', { name: 'beach', backdropColor: undefined }],
  ['두꺼운 린넨 천, 부드러운 아침 빛', { surface: 'linen', time: 'morning' }],
  ['얇은 커튼 사이로 드는 빛', { name: 'window' }],
  ['아이들 놀이방, 밝고 따뜻한', { name: 'living-room', mood: 'bright' }],
  ['눈 덮인 겨울 산, 얼음 조각', { name: 'mountains', surface: 'snow', season: 'winter' }],
  ['이른 아침 강가, 자갈', { time: 'morning', props: ['pebbles'] }],
];

test.each(READ)('reads all of "%s"', (prompt, expected) => {
  const plan = planScene(prompt, '');
  expect(plan.wordsNotUnderstood).toEqual([]);
  expect(plan).toMatchObject(expected);
});

test('reads all of the gallery’s prompts', () => {
  const files = readdirSync(GALLERY).filter((file) => file.endsWith('.json'));
  expect(files.length).toBeGreaterThan(39);
  for (const file of files) {
    const { prompt = '' } = JSON.parse(readFileSync(new URL(file, GALLERY), 'utf8')).spec.background ?? {};
    expect(planScene(prompt, '').wordsNotUnderstood, prompt).toEqual([]);
  }
});

test('makes a pastel of any colour', () => {
  const { backdropColor = '' } = planScene('pastel turquoise studio', '');
  expect(
    Math.min(...[1, 3, 5].map((at) => Number.parseInt(backdropColor.slice(at, at + 2), 16))),
  ).toBeGreaterThan(150);
});
