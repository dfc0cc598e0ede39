import { useEffect, useState } from 'react';

const REVOKE_AFTER_MS = 1_000;

/** An object URL of some bytes; undefined: there are none, or not yet. It is revoked when others take its place. */
export function useObjectUrl(bytes: Uint8Array | undefined, mediaType: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }));
    setUrl(made);
    return () => {
      // Not at once: a picture may just be reading it.
      setTimeout(() => URL.revokeObjectURL(made), REVOKE_AFTER_MS);
      // Where bytes come later again, it must not be shown until theirs has been made.
      setUrl(undefined);
    };
  }, [bytes, mediaType]);
  return url;
}
