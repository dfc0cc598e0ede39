import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface Instruction {
  name: string;
  text: string;
}

/** A build stage: FROM and what follows it. */
export interface Stage {
  /** What it is called by COPY --from; undefined for the last one. */
  alias: string | undefined;
  image: string;
  instructions: Instruction[];
}

export interface Copy {
  /** The stage that it copies from; undefined is the build context. */
  from: string | undefined;
  sources: string[];
  destination: string;
}

/** The stages of deploy/docker/<tier>.Dockerfile; the last one is the image. */
export function readDockerfile(tier: string): Stage[] {
  const text = readFileSync(join(ROOT, `deploy/docker/${tier}.Dockerfile`), 'utf8');
  const stages: Stage[] = [];
  for (const { name, text: rest } of instructionsOf(text)) {
    if (name === 'FROM') {
      const [image, alias] = rest.split(/ AS /i);
      stages.push({ image, alias, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push({ name, text: rest });
    }
  }
  return stages;
}

/** The texts of a stage's instructions of one name. */
export function textsOf(stage: Stage, name: string): string[] {
  return stage.instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

/** The COPY instructions of a stage. */
export function copiesOf(stage: Stage): Copy[] {
  return textsOf(stage, 'COPY').map((text) => {
    const words = text.split(/\s+/);
    const from = words[0].startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
    return { from, sources: words.slice(0, -1), destination: words.at(-1) ?? '' };
  });
}

/** Environment variables that an image sets. */
export function variablesOf(stage: Stage): Record<string, string> {
  const pairs = textsOf(stage, 'ENV').flatMap((text) => text.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
}

function instructionsOf(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const logical = lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  return logical
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name, ...rest] = line.split(' ');
      return { name, text: rest.join(' ').trim() };
    });
}
