import { createClient, type NanococoaClient } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { FAMILY_LABEL, VARIANTS_LABEL } from '../../../services/frontend/web/src/job/labels.ts';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';

/** Ads for pictures of the page, made by the mesh. */
export interface SampleAds {
  client: NanococoaClient;
  first: Job;
  /** A version of it with another copy. */
  second: Job;
  /** Ads asked for together. */
  setId: string;
  close(): void;
}

const WORDS = {
  en: {
    ...{ scene: 'a dark walnut table before a deep green wall, soft window light', price: '$3.90' },
    ...{ copy: 'Coffee of the day', changed: 'Fresh every morning' },
  },
  ko: {
    ...{ scene: '짙은 초록 벽 앞의 호두나무 테이블, 부드러운 창가 빛', price: '3,900원' },
    ...{ copy: '오늘의 커피', changed: '매일 아침 갓 내린' },
  },
} as const;

/** Makes an ad of the sample photo, a version of it, and a set of two, in a language. */
export async function makeSampleAds(origin: string, language: 'en' | 'ko'): Promise<SampleAds> {
  const client = createClient(origin);
  const { scene, price, copy, changed } = WORDS[language];
  const photo = await client.upload(SAMPLE_PHOTO);
  const spec = {
    product: { imageId: photo.id },
    background: { prompt: scene },
    text: { content: copy, price, prompt: 'polished gold' },
    seed: 7,
  };
  const { job: first } = await client.generateAd({ spec });
  const family = { [FAMILY_LABEL]: first.id };
  const rerun = await client.rerunJob(first.id, { spec: { text: { content: changed } }, labels: family });
  const second = await finished(client, rerun);
  const setId = `set-${language}`;
  for (const seed of [21, 22]) {
    const labels = { [VARIANTS_LABEL]: setId };
    await client.generateAd({ spec: { ...spec, seed }, labels });
  }
  return { client, first, second, setId, close: () => client.close() };
}

async function finished(client: NanococoaClient, job: Job): Promise<Job> {
  for await (const _ of client.watch(job.id));
  return client.getJob(job.id);
}
