import { suggest } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';
import type { LoadedMethod } from './load-protos.ts';

/**
 * The rpc that a name means: "GetJob", "FrontendService/GetJob", or with the package before it.
 * @throws UsageError when it means none, or several
 */
export function findMethod(methods: readonly LoadedMethod[], name: string): LoadedMethod {
  const wanted = name.replace(/^\//, '');
  const found = methods.filter(
    ({ path }) => path === wanted || path.endsWith(`/${wanted}`) || path.endsWith(`.${wanted}`),
  );
  if (found.length === 1) return found[0];
  if (found.length > 1) throw new UsageError(`${name} means ${found.map(({ path }) => path).join(' or ')}.`);
  const last = wanted.slice(wanted.lastIndexOf('/') + 1);
  const nearest = suggest(
    last,
    methods.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
  );
  throw new UsageError(`There is no rpc ${name}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`);
}
