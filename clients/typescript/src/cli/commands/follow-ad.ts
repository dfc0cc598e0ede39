import type { Job, JobEvent } from '#proto/common/v1/job.ts';
import { succeeded } from '../../jobs/generate-ad.ts';
import type { WatchOptions } from '../../jobs/watch-job.ts';
import type { CommandContext } from '../command.ts';
import { jobJson } from '../output.ts';

/** Shows a job to its end; with -o its result becomes a file. Throws the job's error when it has none. */
export async function followAd(
  { client, output, signal, given }: CommandContext,
  jobId: string,
  options: Pick<WatchOptions, 'afterSequence'> = {},
): Promise<void> {
  let finished: Job | undefined;
  for await (const news of client.watch(jobId, { ...options, signal, onBreak: () => output.broken() })) {
    output.news(news);
    if (news.$case === 'event') finished = finishedJob(news.value) ?? finished;
  }
  // It was finished before: its last event was known already.
  const job = succeeded(finished ?? (await client.getJob(jobId, { signal })));
  const file = given.text('output');
  if (file !== undefined) await saveResult({ client, output, signal }, job, file);
  output.result(resultLine(job, file), { type: 'result', job: jobJson(job), ...(file ? { file } : {}) });
}

/** Downloads a job's result to a file. */
async function saveResult(
  { client, output, signal }: Pick<CommandContext, 'client' | 'output' | 'signal'>,
  job: Job,
  file: string,
): Promise<void> {
  await client.downloadFile(job.result?.id ?? '', file, {
    signal,
    onProgress: ({ receivedBytes, totalBytes }) => output.transfer('downloading', receivedBytes, totalBytes),
  });
}

function finishedJob({ event }: JobEvent): Job | undefined {
  return event?.$case === 'finished' ? event.value.job : undefined;
}

function resultLine({ id, result }: Job, file: string | undefined): string {
  return file ?? `${id}  ${result?.width}x${result?.height} ${result?.mediaType}  image ${result?.id}`;
}
