/** A child process for tests that holds as many MiB as it was told last, and says so. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const held: Buffer[] = [];

process.on('disconnect', () => process.exit(0));
process.on('message', (mebibytes: number) => {
  held.length = 0;
  collectGarbage();
  // Written to, or the pages would not be there.
  if (mebibytes > 0) held.push(Buffer.alloc(mebibytes * 1024 * 1024, 1));
  process.send?.(mebibytes);
});
