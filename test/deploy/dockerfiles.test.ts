import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SERVICE_NODE_FLAGS } from '../../scripts/launch/service-node-flags.ts';
import { NODE_PIN } from '../../scripts/setup/pins.mjs';
import { copiesOf, readDockerfile, textsOf, variablesOf } from './support/dockerfile.ts';
import { ROOT } from './support/root.ts';
import { serviceConfig } from './support/service-config.ts';

/** Folders and files that reach the image builder. */
const sent = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe.each(['backend', 'frontend', 'model-serving'])('%s.Dockerfile', (tier) => {
  const stages = readDockerfile(tier);
  const image = stages[stages.length - 1];
  const config = serviceConfig(tier);

  test('builds in several stages, all on the Node that set-up brings', () => {
    expect(stages.length).toBeGreaterThan(1);
    expect(new Set(stages.map((stage) => stage.image))).toEqual(
      new Set([`node:${NODE_PIN.version}-bookworm-slim`]),
    );
  });

  test('copies only what exists and is sent to the builder', () => {
    for (const [index, stage] of stages.entries()) {
      const earlier = stages.slice(0, index).map(({ alias }) => alias);
      for (const { from, sources } of copiesOf(stage)) {
        if (from !== undefined) {
          expect(earlier).toContain(from);
          continue;
        }
        for (const source of sources) {
          expect(existsSync(join(ROOT, source)), source).toBe(true);
          expect(
            sent.some((path) => source === path || source.startsWith(`${path}/`)),
            source,
          ).toBe(true);
        }
      }
    }
  });

  test("installs this tier's production dependencies only", () => {
    const dependencies = stages.find(({ alias }) => alias === 'dependencies');
    expect(dependencies && textsOf(dependencies, 'RUN')).toEqual([
      `npm ci --workspace services/${tier} --omit=dev --ignore-scripts`,
    ]);
    expect(textsOf(image, 'RUN').join()).not.toContain('npm');
  });

  test('runs the service, not as root', () => {
    expect(textsOf(image, 'CMD').map((command) => JSON.parse(command))).toEqual([
      ['node', ...SERVICE_NODE_FLAGS, `services/${tier}/src/main.ts`],
    ]);
    const users = textsOf(image, 'USER');
    expect(users.length).toBeGreaterThan(0);
    expect(users.at(-1)).not.toMatch(/^(root|0)(:|$)/);
  });

  test('sets variables that the service knows, and listens on its default ports', () => {
    const variables = variablesOf(image);
    expect([...config.variables]).toEqual(expect.arrayContaining(Object.keys(variables)));
    const exposed = textsOf(image, 'EXPOSE').flatMap((text) => text.split(' ').map(Number));
    expect(exposed).toEqual([...config.ports.values()]);
    for (const [name, port] of config.ports) expect(variables[name]).toBe(`0.0.0.0:${port}`);
  });

  test('checks its own health', () => {
    const [check] = textsOf(image, 'HEALTHCHECK');
    const [command, script, address] = JSON.parse(check.slice(check.indexOf('CMD ') + 4));
    expect([command, script]).toEqual(['node', 'deploy/docker/healthcheck.ts']);
    expect(copiesOf(image).flatMap(({ sources }) => sources)).toContain(script);
    expect(address).toBe(`127.0.0.1:${[...config.ports.values()][0]}`);
  });
});
