import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LIMITS } from '@nanococoa/gateway/limits.ts';
import { CONTAINER_TLS, containers } from '@nanococoa/gateway/topologies/containers.ts';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { ENVOY_PIN } from '../../scripts/setup/pins.mjs';
import { readDockerfile, textsOf } from './support/dockerfile.ts';
import { readCompose } from './support/read-compose.ts';
import { ROOT } from './support/root.ts';
import { serviceConfig } from './support/service-config.ts';

const COMPOSE_DIR = join(ROOT, 'deploy/compose');
const TIERS = ['backend', 'frontend', 'model-serving'];
const compose = readCompose('compose.yaml');
const gpu = readCompose('compose.gpu.yaml');
const tls = readCompose('compose.tls.yaml');
const topology = containers();

test.each(['compose.yaml', 'compose.gpu.yaml', 'compose.tls.yaml'])(
  "%s fits the Compose Specification's schema",
  (name) => {
    const validate = composeSchema();
    expect(validate(readCompose(name)), JSON.stringify(validate.errors, null, 1)).toBe(true);
  },
);

test('the schema is looked at', () => {
  expect(composeSchema()({ services: { backend: { imagee: 'x' } } })).toBe(false);
});

test('runs the three tiers and Envoy', () => {
  expect(Object.keys(compose.services).sort()).toEqual([...TIERS, 'gateway'].sort());
  expect(compose.services.gateway.image).toBe(`envoyproxy/envoy:v${ENVOY_PIN.version}`);
});

describe.each(TIERS)('%s', (tier) => {
  const { build, image, environment = {} } = compose.services[tier];

  test('is built from its Dockerfile, with a version', () => {
    expect(join(COMPOSE_DIR, build?.context ?? '')).toBe(`${ROOT}`);
    expect(build?.dockerfile).toBe(`deploy/docker/${tier}.Dockerfile`);
    expect(image).toMatch(/:\d+\.\d+\.\d+$/);
  });

  test('gets variables that it knows, with addresses that the gateway listens on', () => {
    expect([...serviceConfig(tier).variables]).toEqual(expect.arrayContaining(Object.keys(environment)));
    const addresses: Record<string, number> = {
      BACKEND_ADDRESS: topology.backendListener.port,
      MODEL_SERVING_ADDRESS: topology.modelServingListener.port,
    };
    for (const [name, value] of Object.entries(environment)) {
      if (name in addresses) expect(value).toBe(`gateway:${addresses[name]}`);
    }
  });

  test('has no port outside', () => {
    expect(compose.services[tier].ports).toBeUndefined();
    expect(compose.services[tier].networks).toEqual(['mesh']);
  });
});

describe.each(Object.entries(compose.services))('%s', (_name, service) => {
  test('has little to break into, and limits', () => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.user ?? 'of its image').not.toMatch(/^(root|0)(:|$)/);
    expect(Object.keys(service.deploy?.resources?.limits ?? {}).sort()).toEqual(['cpus', 'memory', 'pids']);
  });

  test('mounts what exists', () => {
    for (const mount of service.volumes ?? []) {
      const [source] = mount.split(':');
      if (source.startsWith('.')) expect(existsSync(join(COMPOSE_DIR, source)), source).toBe(true);
      else expect(Object.keys(compose.volumes ?? {})).toContain(source);
    }
  });
});

test("Envoy finds each tier at a service's name and a port that its image exposes", () => {
  for (const { host, port } of Object.values(topology.upstreams).flat()) {
    expect(TIERS).toContain(host);
    const stages = readDockerfile(host);
    expect(
      textsOf(stages[stages.length - 1], 'EXPOSE')
        .join(' ')
        .split(' '),
    ).toContain(String(port));
  }
});

test('only the public port is published, on loopback', () => {
  const { port } = topology.publicListener;
  expect(compose.services.gateway.ports).toEqual([`127.0.0.1:\${NANOCOCOA_PORT:-${port}}:${port}`]);
  expect(compose.networks?.mesh.internal).toBe(true);
});

test('Envoy starts when every tier is healthy', () => {
  const conditions = Object.entries(compose.services.gateway.depends_on ?? {});
  expect(conditions.map(([tier, { condition }]) => [tier, condition]).sort()).toEqual(
    TIERS.map((tier) => [tier, 'service_healthy']),
  );
});

test("Envoy's own heap limit acts before the container's", () => {
  const memory = String(compose.services.gateway.deploy?.resources?.limits?.memory);
  expect(memory).toMatch(/^\d+M$/);
  expect(Number.parseInt(memory, 10) * 1024 * 1024).toBeGreaterThan(LIMITS.heapBytes.value);
});

test('a GPU goes to ModelServing, in the override only', () => {
  expect(Object.keys(gpu.services)).toEqual(['model-serving']);
  expect(gpu.services['model-serving'].deploy?.resources?.reservations?.devices).toEqual([
    { driver: 'nvidia', count: 1, capabilities: ['gpu'] },
  ]);
  expect(JSON.stringify(compose)).not.toContain('nvidia');
});

test('the override for TLS mounts what Envoy reads, in place of the configuration without', () => {
  expect(Object.keys(tls.services)).toEqual(['gateway']);
  const mounts = new Map(
    (tls.services.gateway.volumes ?? []).map((mount) => {
      const [, source, target] = /^(.+):([^:]+):ro$/.exec(mount) ?? [];
      return [target, source];
    }),
  );
  const [plain] = compose.services.gateway.volumes ?? [];
  const [, configPath] = plain.split(':');
  expect(mounts.get(configPath)).toBe('../../gateway/envoy.compose.tls.yaml');
  expect(mounts.get(CONTAINER_TLS.secretPath)).toBe('../../gateway/tls-secret.compose.yaml');
  expect(mounts.get(dirname(CONTAINER_TLS.certificatePath))).toMatch(/^\$\{NANOCOCOA_TLS_DIR:\?/);
  expect(dirname(CONTAINER_TLS.privateKeyPath)).toBe(dirname(CONTAINER_TLS.certificatePath));
});

/** The schema of the Compose Specification, which the package dclint brings. */
function composeSchema() {
  const dclint = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  const { $schema: _draft7, ...schema } = JSON.parse(
    readFileSync(join(dclint, 'schemas/compose.schema.json'), 'utf8'),
  );
  return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
}
