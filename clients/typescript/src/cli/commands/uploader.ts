import type { CommandContext } from '../command.ts';

/** What brings a file to the server and gives the image's id. */
export function uploader({
  client,
  output,
  signal,
}: Pick<CommandContext, 'client' | 'output' | 'signal'>): (file: string) => Promise<string> {
  return async (file) => {
    const image = await client.upload(file, {
      signal,
      onProgress: ({ sentBytes, totalBytes }) => output.transfer(`uploading ${file}`, sentBytes, totalBytes),
    });
    return image.id;
  };
}
