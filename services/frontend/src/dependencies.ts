import type { PictureChecker } from '@nanococoa/common/pictures/picture-checker.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import type { Client } from 'nice-grpc';
import type { FontFiles } from './fonts/font-files.ts';
import type { Joiner } from './images/joiner.ts';
import type { CallerFeeds } from './jobs/caller-feeds.ts';
import type { JobFeeds } from './jobs/job-feeds.ts';

/** What the rpcs work with. */
export interface Dependencies {
  backend: Client<BackendServiceDefinition>;
  pictures: PictureChecker;
  /** The files of the catalogue's fonts, whole or cut down. */
  fonts: FontFiles;
  /** Renditions being made, each once however many ask for it. */
  renditions: Joiner<Image>;
  /** Uploads being checked, each once however many ask. */
  completions: Joiner<Upload>;
  /** News of jobs: one watch of the Backend for each job that is watched. */
  feeds: JobFeeds;
  /** News of all of a caller's jobs: one watch of the Backend for each caller that watches them. */
  callerFeeds: CallerFeeds;
}
