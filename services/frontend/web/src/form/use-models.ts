import type { Catalogue } from '@nanococoa/client';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';

type Models = Catalogue['models'];

const NONE: Models = [];

/** The installed models, as they were when the field that asks for them was opened; empty until they are known. */
export function useModels(): Models {
  const client = useClient();
  const [models, setModels] = useState(NONE);
  useEffect(() => {
    const abort = new AbortController();
    client
      .listModels({ signal: abort.signal })
      .then((catalogue) => setModels(catalogue.models))
      // Without them, the server chooses.
      .catch(() => {});
    return () => abort.abort();
  }, [client]);
  return models;
}
