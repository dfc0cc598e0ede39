/** pip's names of processors and systems, by Node's. */
const TAGS: Record<string, RegExp> = {
  'linux-x64': /linux.*x86_64/,
  'linux-arm64': /linux.*aarch64/,
  'darwin-arm64': /macosx.*(arm64|universal2)/,
};

/**
 * The wheel of a version: one for all machines if there is one, else one for this machine, else any, for a model in it
 * is the same (its digest says so).
 */
export function chooseWheel<File extends { filename: string }>(
  files: readonly File[],
  version: string,
  platform = `${process.platform}-${process.arch}`,
): File | undefined {
  const wheels = files.filter(({ filename }) => {
    // name-version(-build)-python-abi-platform.whl (PEP 427); a name has no "-" in it.
    return filename.endsWith('.whl') && filename.split('-')[1]?.toLowerCase() === version.toLowerCase();
  });
  const tag = TAGS[platform];
  return (
    wheels.find(({ filename }) => filename.endsWith('-any.whl')) ??
    wheels.find(({ filename }) => tag?.test(filename)) ??
    wheels[0]
  );
}
