import { type NanococoaClient, type NanococoaError, toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useIsVisible } from '../app/use-is-visible.ts';
import { applyNews, isFinished, type JobView, viewOf } from './job-view.ts';

/** The open job as the page knows it. */
export interface OpenJob {
  view: JobView | undefined;
  /** Why the job cannot be shown. */
  error: NanococoaError | undefined;
}

type Found = OpenJob & { jobId: string };

/**
 * Reads a job and follows it to its end. There is one watch at a time: another job ends the watch
 * before. A page out of sight holds none, since all tabs share the browser's six connections to a
 * plain HTTP/1.1 server; in sight again, it reads the job anew.
 *
 * @param created The job that was made last: shown as it was answered until it has been read.
 */
export function useJob(jobId: string | undefined, created: Job | undefined): OpenJob {
  const client = useClient();
  const isVisible = useIsVisible();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (jobId === undefined || !isVisible) return;
    const abort = new AbortController();
    const show = (update: (view: JobView | undefined) => JobView) =>
      setFound((before) => ({ jobId, view: update(viewIn(before, jobId)), error: undefined }));
    follow(client, jobId, abort.signal, show).catch((error: unknown) => {
      if (!abort.signal.aborted) setFound({ jobId, view: undefined, error: toNanococoaError(error) });
    });
    return () => abort.abort();
  }, [client, jobId, isVisible]);
  // What was found of another job is not shown for this one, not even for a moment.
  if (found !== undefined && found.jobId === jobId) return found;
  const isNew = created !== undefined && created.id === jobId;
  return { view: isNew ? viewOf(created) : undefined, error: undefined };
}

async function follow(
  client: NanococoaClient,
  jobId: string,
  signal: AbortSignal,
  show: (update: (view: JobView | undefined) => JobView) => void,
): Promise<void> {
  const job = await client.getJob(jobId, { signal });
  show(() => viewOf(job));
  if (isFinished(job)) return;
  for await (const news of client.watch(jobId, { afterSequence: job.lastSequence, signal })) {
    show((view) => applyNews(view ?? viewOf(job), news));
  }
}

function viewIn(found: Found | undefined, jobId: string): JobView | undefined {
  return found?.jobId === jobId ? found.view : undefined;
}
