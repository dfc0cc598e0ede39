const HOUR_MS = 60 * 60 * 1000;

/** How often the sweeper looks. */
export const SWEEP_INTERVAL_MS = 5 * 60 * 1000;
/**
 * Nothing that was used within the last hour goes, however short room is: a picture that was just uploaded is about
 * to be named by a job, and an ad that was just made is about to be downloaded.
 */
export const MIN_AGE_MS = HOUR_MS;
/** How long a watcher of all jobs may be away without missing that a job was deleted. */
export const DELETION_NEWS_MS = 7 * 24 * HOUR_MS;
/** Things removed before other work gets its turn: some milliseconds of the event loop. */
export const BATCH_SIZE = 20;
