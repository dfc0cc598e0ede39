import type { Font, Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';

/** What the server offers: fonts (the first is the default) and parameters by their path in AdSpec. */
export interface Catalogues {
  /** Whether they have been read, or are so late that the form is better shown without them. */
  isSettled: boolean;
  fonts: Font[];
  parameters: ReadonlyMap<string, Parameter>;
}

const NOTHING_YET: Catalogues = { isSettled: false, fonts: [], parameters: new Map() };
/** Longest that the form waits for them, so that nothing moves when they come. */
const PATIENCE_MS = 500;

/** Reads the catalogues once, as soon as the server can be reached. Empty until then. */
export function useCatalogues(): Catalogues {
  const client = useClient();
  const [catalogues, setCatalogues] = useState(NOTHING_YET);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    Promise.all([client.listFonts({ signal }), client.listParameters({ signal })])
      .then(([fonts, parameters]) =>
        setCatalogues({
          isSettled: true,
          fonts,
          parameters: new Map(parameters.map((entry) => [entry.name, entry])),
        }),
      )
      // The form works without them: the server fills in defaults and checks every field.
      .catch(() => {});
    const late = setTimeout(() => setCatalogues((known) => ({ ...known, isSettled: true })), PATIENCE_MS);
    return () => {
      clearTimeout(late);
      abort.abort();
    };
  }, [client]);
  return catalogues;
}
