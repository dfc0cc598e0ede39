import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import type { PlaceLimits, ProductPlace } from './product-place.ts';

const NAMES = { x: 'product.x', y: 'product.y', scale: 'product.scale' } as const satisfies Record<
  keyof ProductPlace,
  string
>;

/** What the server takes; undefined: not read yet. */
export function useLimits(): PlaceLimits | undefined {
  const client = useClient();
  const [limits, setLimits] = useState<PlaceLimits>();
  useEffect(() => {
    const abort = new AbortController();
    client
      .listParameters({ signal: abort.signal })
      .then((parameters) => {
        const rangeOf = (name: string) => {
          const { minimum = 0, maximum = 1 } = parameters.find((one) => one.name === name) ?? {};
          return { minimum, maximum };
        };
        setLimits({ x: rangeOf(NAMES.x), y: rangeOf(NAMES.y), scale: rangeOf(NAMES.scale) });
      })
      // The client goes on by itself until the page goes away.
      .catch(() => {});
    return () => abort.abort();
  }, [client]);
  return limits;
}
