import { parentPort } from 'node:worker_threads';
import type { BandFunction } from './band-kernel.ts';
import type { FromBandThread, ToBandThread } from './band-messages.ts';
import { closeBands, takeBands } from './claim-bands.ts';
import { collectShared, countShared } from './shared-array.ts';

// A thread that works on bands of rows, as long as its process lives.
parentPort?.on('message', (message: ToBandThread) => {
  switch (message.kind) {
    case 'import':
      // What cannot be imported fails the job that needs it.
      void Promise.allSettled(message.urls.map((url) => import(url))).then(() =>
        answer({ job: message.job }),
      );
      break;
    case 'run':
      void run(message);
      break;
    case 'collect':
      countShared(1);
      collectShared();
      break;
  }
});

async function run(job: Extract<ToBandThread, { kind: 'run' }>): Promise<void> {
  const end: FromBandThread = { job: job.job };
  try {
    const module = (await import(job.url)) as Record<string, (context: unknown) => BandFunction>;
    takeBands(job.counter, module[job.name](job.context));
  } catch (error) {
    closeBands(job.counter);
    end.error = error instanceof Error ? error : new Error(String(error));
  }
  answer(end);
  countShared(job.allocatedBytes);
}

function answer(end: FromBandThread): void {
  parentPort?.postMessage(end);
}
