import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, test } from 'vitest';
import { testJob, testSpec } from '../jobs/test-jobs.ts';
import { hasWords, jobText, searchWords } from './job-text.ts';

const spec = testSpec({
  background: { prompt: 'A quiet Café\nby the sea', negativePrompt: 'people' },
  text: TextSpec.fromPartial({ content: '오늘의 커피', price: '3,900원', prompt: 'gold' }),
});
const job = testJob({ id: '01JZABCDEF0000000000000000', spec, labels: { campaign: '설날 Gift' } });
const finds = (query: string) => hasWords(searchWords(query), { id: job.id, text: jobText(job) });

test.each([
  '커피',
  'cafe\u0301',
  'CAFÉ sea',
  '커피 3,900 설날',
  'gift',
  '커피'.normalize('NFD'),
  '01jzab',
  job.id,
])('finds %s', (query) => expect(finds(query)).toBe(true));

test.each([
  ['not every word is there', '커피 tea'],
  ['what is not wanted in the picture', 'people'],
  ['the material', 'gold'],
  ['the name of a label', 'campaign'],
  ['too short a beginning of the id', '01JZA'],
  ['the middle of the id', 'ABCDEF'],
  ['an accent less', 'cafe'],
])('does not find %s', (_what, query) => expect(finds(query)).toBe(false));

test('blanks of all kinds part words, and nothing is no word', () => {
  expect(searchWords(' \t\n\u3000')).toEqual([]);
  expect(searchWords(' Gift\u3000gift  설날\n')).toEqual(['gift', '설날']);
});
