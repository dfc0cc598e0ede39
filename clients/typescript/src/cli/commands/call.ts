import { readFile } from 'node:fs/promises';
import { createCaller } from '../call/create-caller.ts';
import { findMethod } from '../call/find-method.ts';
import { loadProtos } from '../call/load-protos.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** nanococoa call: any rpc, by what the protos say at run time. */
export const call: Command = {
  usage: "call [Service/]Method ['{json}']",
  summary: 'call any rpc with JSON; without a method: list them',
  options: {
    data: { type: 'string', value: 'FILE', help: 'read the JSON from a file; - is standard input' },
    protos: {
      type: 'string',
      value: 'DIR',
      help: 'load the *.proto files of this folder instead of nanoCocoa’s own',
    },
  },
  positionals: { min: 0, max: 2 },
  async run({ given, connection, output, signal }) {
    const [name, json] = given.positionals;
    const methods = await loadProtos(given.text('protos'));
    if (name === undefined) {
      for (const { path, kind } of methods) output.result(`${path}  ${kind}`, { type: 'method', path, kind });
      return;
    }
    const method = findMethod(methods, name);
    const requests = requestsOf(await readJson(json, given.text('data')), method.definition.requestStream);
    const caller = createCaller(connection);
    try {
      for await (const answer of caller.call(method, requests, signal)) {
        output.result(JSON.stringify(answer, null, output.isJson ? undefined : 2), answer);
      }
    } finally {
      caller.close();
    }
  },
};

async function readJson(json: string | undefined, file: string | undefined): Promise<unknown> {
  const text =
    json ?? (file === undefined ? '{}' : await readFile(file === '-' ? '/dev/stdin' : file, 'utf8'));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The request is no JSON: ${(error as Error).message}`);
  }
}

/** A stream of requests is a list of objects, anything else one object. */
function requestsOf(json: unknown, isStream: boolean): object[] {
  const requests: unknown[] = isStream && Array.isArray(json) ? json : [json];
  for (const request of requests) {
    if (typeof request !== 'object' || request === null || Array.isArray(request)) {
      throw new UsageError(`The request must be an object${isStream ? ', or a list of objects' : ''}.`);
    }
  }
  return requests as object[];
}
