import { type ComponentType, type JSX, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { PartBoundary } from './part-boundary.tsx';

/** What is loaded: a module whose default export is the part. */
export type PartModule<Props> = { default: ComponentType<Props> };

/**
 * A part of the page that is loaded when it is first shown. Where it cannot be loaded, it says so in its place and
 * offers to try again; the rest of the page goes on.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<PartModule<Props>>,
  fallback: ReactNode = null,
): ComponentType<Props> {
  let known: PartModule<Props> | undefined;
  let failure: unknown;
  const loadOnce = async () => {
    try {
      known ??= failure === undefined ? await load() : await loadAgain<Props>(failure);
      return known;
    } catch (error) {
      failure ??= error;
      throw error;
    }
  };
  return function Part(props: Props & JSX.IntrinsicAttributes) {
    const [attempt, setAttempt] = useState(1);
    // React keeps a failed import for ever: another attempt needs another one.
    // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for each attempt
    const Loaded = useMemo(() => lazy(loadOnce), [attempt]);
    const retry = (): void => {
      reloadStyles();
      setAttempt(attempt + 1);
    };
    return (
      <PartBoundary key={attempt} attempt={attempt} onRetry={retry}>
        <Suspense fallback={fallback}>
          <Loaded {...(props as Props & JSX.IntrinsicAttributes)} />
        </Suspense>
      </PartBoundary>
    );
  };
}

let reloads = 0;

/**
 * A browser keeps the failure of an import for the life of the page: only another address of the same file, which the
 * error names, is asked for again. What it imports in turn keeps its address, so that nothing is there twice.
 */
async function loadAgain<Props>(failure: unknown): Promise<PartModule<Props>> {
  const [address] = /https?:\S+\.js/.exec(String(failure)) ?? [];
  if (address === undefined) throw failure;
  reloads++;
  const module: Partial<PartModule<Props>> = await import(/* @vite-ignore */ `${address}?again=${reloads}`);
  if (module.default === undefined) throw failure;
  return { default: module.default };
}

/** Styles that did not arrive are asked for again: Vite's loader asks only once. */
function reloadStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (link.sheet === null) link.replaceWith(link.cloneNode());
  }
}
