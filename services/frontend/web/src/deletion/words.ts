import { defineWords } from '../i18n/words.ts';

export const WORDS = defineWords({
  en: {
    ask: (count: number) => (count === 1 ? 'Delete this ad?' : `Delete ${count} ads?`),
    andMore: (count: number) => `and ${count} more`,
    whatGoes: (count: number) =>
      `${count === 1 ? 'The ad, its pictures and its' : 'The ads, their pictures and their'} history are removed from the server for good. Files that you have downloaded stay yours.`,
    isRunning: (count: number) =>
      count === 1
        ? 'One of them is still being made: it is stopped first.'
        : `${count} of them are still being made: they are stopped first.`,
    keep: 'Keep',
    delete: 'Delete',
    stopAndDelete: 'Stop and delete',
    deleting: (done: number, all: number) => `Deleting … ${done} of ${all}`,
    notDeleted: (title: string, why: string) => `“${title}” could not be deleted. ${why}`,
  },
  ko: {
    ask: (count: number) => (count === 1 ? '이 광고를 삭제할까요?' : `광고 ${count}개를 삭제할까요?`),
    andMore: (count: number) => `외 ${count}개`,
    whatGoes: () =>
      '광고와 그림, 만든 기록이 서버에서 완전히 사라지고 되돌릴 수 없어요. 이미 내려받은 파일은 그대로 남아요.',
    isRunning: (count: number) => `${count}개는 아직 만드는 중이라 먼저 중지해요.`,
    keep: '그대로 두기',
    delete: '삭제',
    stopAndDelete: '중지하고 삭제',
    deleting: (done: number, all: number) => `삭제하는 중이에요… ${all}개 중 ${done}개`,
    notDeleted: (title: string, why: string) => `‘${title}’ 광고를 삭제하지 못했어요. ${why}`,
  },
});
