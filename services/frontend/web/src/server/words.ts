import { defineWords } from '../i18n/words.ts';

export const WORDS = defineWords({
  en: {
    processor: 'Processor',
    memory: 'Memory in use',
    cores: (used: number, all: number) =>
      all > 0 ? `${used.toFixed(1)} of ${all} cores` : `${used.toFixed(1)} cores`,
    lately: (what: string, now: string) => `${what}, the last 5 minutes. Now: ${now}`,
    away: (id: string, time: string) =>
      `Worker ${id} has been away since ${time}. Its jobs go to others, or wait.`,
  },
  ko: {
    processor: '프로세서',
    memory: '사용 중인 메모리',
    cores: (used: number, all: number) =>
      all > 0 ? `코어 ${all}개 중 ${used.toFixed(1)}개` : `코어 ${used.toFixed(1)}개`,
    lately: (what: string, now: string) => `${what}, 최근 5분. 현재 ${now}`,
    away: (id: string, time: string) =>
      `작업자 ${id}의 연결이 ${time}부터 끊겨 있어요. 맡은 작업은 다른 작업자에게 가거나 기다려요.`,
  },
});
