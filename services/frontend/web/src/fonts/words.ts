import { defineWords } from '../i18n/words.ts';

export const WORDS = defineWords({
  en: {
    choose: 'Choose a font',
    hint: 'Shown with your own words. Arrow keys or letters to move, Enter to choose.',
    sample: 'Coffee of the day',
    suits: 'Suits your words',
    others: 'All others',
    lacking: 'Lack some of your characters',
    lacks: (characters: string) => `lacks ${characters}`,
    lacksSome: 'lacks characters of the copy',
    automatic: 'Automatic',
    automaticHint: 'One that goes with the headline',
    notShown: 'The preview could not be loaded',
    close: 'Close',
    loading: 'Opening the fonts …',
  },
  ko: {
    choose: '글꼴 고르기',
    hint: '적어 둔 문구로 보여 드려요. 화살표나 글자 키로 옮기고 Enter로 골라요.',
    sample: '오늘의 커피',
    suits: '문구에 잘 어울려요',
    others: '다른 글꼴',
    lacking: '문구 중 없는 글자가 있어요',
    lacks: (characters: string) => `${characters} 없음`,
    lacksSome: '없는 글자 있음',
    automatic: '자동',
    automaticHint: '헤드라인에 어울리는 글꼴을 써요',
    notShown: '미리 보기를 불러오지 못했어요',
    close: '닫기',
    loading: '글꼴을 여는 중이에요…',
  },
});
