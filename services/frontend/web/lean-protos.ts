import type { Plugin } from 'vite';

const GENERATED = /\/proto\/gen\/.*\.ts$/;
/** The page keeps specs as JSON, and nothing else. */
const WITH_JSON = /\/ad_spec\.ts$/;
/** As ts-proto writes the members of a message's object. */
const JSON_MEMBERS = /^ {2}(?:fromJSON|toJSON)\(.*\{\n(?: {3,}.*\n|\n)*? {2}\},\n\n?/gm;
const JSON_CALL = /\b(\w+)\.(?:fromJSON|toJSON)\(/g;

/**
 * Takes the reading and writing of JSON out of the generated messages: as members of objects they are beyond what a
 * bundler sees to be unused, and a third of the generated code. Refuses to build a page that calls what is taken out.
 */
export function leanProtos(): Plugin {
  return {
    name: 'nanococoa-lean-protos',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (GENERATED.test(id)) {
        return WITH_JSON.test(id) ? undefined : { code: withoutJson(code), map: null };
      }
      if (id.includes('/node_modules/')) return;
      const call = [...code.matchAll(JSON_CALL)].find(([, message]) => message !== 'AdSpec');
      if (call !== undefined)
        this.error(`${id}: ${call[0]}) is not in the page's build; see lean-protos.ts.`);
    },
  };
}

/** A generated file without the JSON of its messages. */
export function withoutJson(code: string): string {
  return code.replace(JSON_MEMBERS, '');
}
