import { defineWords } from '../i18n/words.ts';

export const WORDS = defineWords({
  en: {
    title: 'Start with an example',
    hint: 'It brings the sample photo and fills the form: one button, and the ad is made.',
    lettersOf: (material: string) => `Letters of ${material}`,
    use: 'Use this example',
    ready: 'Everything is filled in',
    readyHint: 'Press “Make the ad”, or change a word first.',
  },
  ko: {
    title: '예시로 시작해 보세요',
    hint: '예시 사진과 문구가 채워져요. 버튼 한 번이면 광고가 만들어져요.',
    lettersOf: (material: string) => `글자 재질: ${material}`,
    use: '이 예시 쓰기',
    ready: '다 채워졌어요',
    readyHint: '‘광고 만들기’를 누르거나, 문구부터 바꿔 보세요.',
  },
});
