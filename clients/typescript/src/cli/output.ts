import { Job, JobEvent, JobProgress } from '#proto/common/v1/job.ts';
import { NanococoaError } from '../calls/nanococoa-error.ts';
import type { JobNews } from '../jobs/watch-job.ts';
import { codeName } from './code-name.ts';
import { createProgressLine } from './progress-line.ts';
import { UsageError } from './usage-error.ts';

/** Where lines go: a terminal, a file, a pipe. */
export type LineStream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

/** What a command says. */
export interface Output {
  /** Whether it writes JSON. */
  isJson: boolean;
  /** The result for people, or as an object for programs. */
  result(text: string, json: object): void;
  /** The job that was accepted: it goes on whatever becomes of this program. */
  job(job: Job): void;
  /** What happens to a job. */
  news(news: JobNews): void;
  /** The connection broke, and is tried again. */
  broken(): void;
  /** How much of a file is on its way. */
  transfer(title: string, doneBytes: number, totalBytes: number): void;
  error(error: unknown): void;
}

/** Results go to stdout, progress and complaints to stderr; with --json everything goes to stdout, an object a line. */
export function createOutput(o: { isJson: boolean; stdout: LineStream; stderr: LineStream }): Output {
  const { isJson, stdout } = o;
  const line = createProgressLine(o.stderr);
  const json = (object: object) => stdout.write(`${JSON.stringify(object)}\n`);
  return {
    isJson,
    result(text, object) {
      line.clear();
      if (isJson) json(object);
      else stdout.write(`${text}\n`);
    },
    job(job) {
      line.clear();
      if (isJson) json({ type: 'job', job: jobJson(job) });
      else o.stderr.write(`job ${job.id}\n`);
    },
    news(news) {
      if (isJson) json(jsonOf(news));
      else line.news(news);
    },
    broken() {
      if (!isJson) line.say('the connection is lost: trying again');
    },
    transfer(title, doneBytes, totalBytes) {
      if (!isJson) line.transfer(title, doneBytes, totalBytes);
    },
    error(error) {
      line.clear();
      if (isJson) json(errorJson(error));
      else o.stderr.write(`nanococoa: ${errorText(error)}\n`);
    },
  };
}

function jsonOf(news: JobNews): object {
  if (news.$case === 'event') return { type: 'event', event: JobEvent.toJSON(news.value) };
  // Pictures do not belong into lines.
  return { type: 'progress', progress: JobProgress.toJSON({ ...news.value, preview: new Uint8Array(0) }) };
}

/** A job as Protobuf's JSON. */
export function jobJson(job: Job): object {
  return Job.toJSON(job) as object;
}

function errorJson(error: unknown): object {
  if (!(error instanceof NanococoaError)) {
    const code = error instanceof UsageError ? 'USAGE' : 'UNKNOWN';
    return { type: 'error', code, message: messageOf(error) };
  }
  const { code, reason, message, fields, metadata, retryAfterMs } = error;
  return { type: 'error', code: codeName(code), reason, message, fields, metadata, retryAfterMs };
}

function errorText(error: unknown): string {
  if (!(error instanceof NanococoaError)) return messageOf(error);
  const fields = error.fields.map(({ field, description }) => `\n  ${field} ${description}`);
  return `${error.message} (${error.reason})${fields.join('')}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
