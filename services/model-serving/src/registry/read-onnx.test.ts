import { mkdtempSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesField, intField } from '../../../../test/models/support/encode-protobuf.ts';
import { external, makeOnnx, node, onnxModel, tensor } from '../../../../test/models/support/make-onnx.ts';
import { NotOnnx, readOnnx } from './read-onnx.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'read-onnx-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const file = (content: Uint8Array | string) => {
  const path = join(dir, 'model.onnx');
  writeFileSync(path, content);
  return path;
};
const read = (content: Uint8Array | string) => readOnnx(file(content));
const tensorOf = (location: string) => {
  const field = tensor('w', [1], external(location));
  // Without its own tag and length: the message itself.
  return field.subarray(2);
};
const withGraph = (...graph: Buffer[]) => onnxModel([node('Identity', ['x'], 'y'), ...graph]);
const attribute = (number: number, message: Uint8Array) =>
  bytesField(5, bytesField(1, 'value'), bytesField(number, message));

test('a model says its versions and how many nodes it has', () => {
  expect(read(makeOnnx())).toEqual({
    irVersion: 8,
    opsets: [{ domain: '', version: 13 }],
    nodeCount: 1,
    externalLocations: [],
    inputs: ['x'],
    outputs: ['y'],
    weightTypes: new Map([[1, 1]]),
  });
});

test('weights that old models name as inputs are none, nor are inputs of graphs within', () => {
  const value = (field: number, name: string) => bytesField(field, bytesField(1, name));
  const inner = attribute(6, Buffer.concat([value(11, 'inner'), value(12, 'inner out')]));
  const graph = [
    ...[tensor('w', [1], external('w.bin')), value(11, 'x'), value(11, 'w'), value(12, 'y')],
    node('If', ['x'], 'y', inner),
  ];
  expect(read(onnxModel(graph))).toMatchObject({ inputs: ['x'], outputs: ['y'] });
});

test('the payload of large tensors is skipped, not read', () => {
  // A tensor of 3 GiB that the disk holds as a hole.
  const path = join(dir, 'large.onnx');
  const size = 3 * 2 ** 30;
  const header = (field: number, length: number) => {
    const whole = bytesField(field);
    const varint = intField(1, length).subarray(1);
    return Buffer.concat([whole.subarray(0, -1), varint]);
  };
  const rest = Buffer.concat([intField(2, 1), bytesField(8, 'w')]);
  const raw = header(9, size);
  const initializer = header(5, size + raw.length + rest.length);
  const opset = bytesField(8, intField(2, 13));
  const graph = header(7, size + raw.length + rest.length + initializer.length);
  const head = Buffer.concat([intField(1, 8), opset, graph, initializer, rest, raw]);
  writeFileSync(path, head);
  truncateSync(path, head.length + size);
  const before = process.memoryUsage().rss;
  expect(readOnnx(path).irVersion).toBe(8);
  expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
  // One byte less is a file cut short.
  truncateSync(path, head.length + size - 1);
  expect(() => readOnnx(path)).toThrow('it is cut short');
});

const graphWith = (field: number, message: Uint8Array) => bytesField(field, message);
const graphInAttribute = (number: number) =>
  withGraph(
    bytesField(
      1,
      bytesField(4, 'If'),
      attribute(number, Buffer.concat([bytesField(5, tensorOf('sub.bin'))])),
    ),
  );

test.each<[string, Buffer]>([
  ['an initializer', withGraph(graphWith(5, tensorOf('sub.bin')))],
  ['the values of a sparse initializer', withGraph(graphWith(15, bytesField(1, tensorOf('sub.bin'))))],
  ['the indices of a sparse initializer', withGraph(graphWith(15, bytesField(2, tensorOf('sub.bin'))))],
  ['a tensor of a node', withGraph(bytesField(1, attribute(5, tensorOf('sub.bin'))))],
  ['one of several tensors of a node', withGraph(bytesField(1, attribute(10, tensorOf('sub.bin'))))],
  ['a sparse tensor of a node', withGraph(bytesField(1, attribute(22, bytesField(1, tensorOf('sub.bin')))))],
  ['several sparse tensors', withGraph(bytesField(1, attribute(23, bytesField(2, tensorOf('sub.bin')))))],
  ['a subgraph', graphInAttribute(6)],
  ['one of several subgraphs', graphInAttribute(11)],
  [
    'a function',
    Buffer.concat([withGraph(), bytesField(25, bytesField(7, attribute(5, tensorOf('sub.bin'))))]),
  ],
  [
    'a default of a function',
    Buffer.concat([withGraph(), bytesField(25, bytesField(11, bytesField(5, tensorOf('sub.bin'))))]),
  ],
  [
    'training',
    Buffer.concat([withGraph(), bytesField(20, bytesField(2, bytesField(5, tensorOf('sub.bin'))))]),
  ],
  [
    'a second graph, which parsers merge',
    Buffer.concat([withGraph(), bytesField(7, bytesField(5, tensorOf('sub.bin')))]),
  ],
])('the file is found that is named in %s', (_where, content) => {
  expect(read(content).externalLocations).toEqual(['sub.bin']);
});

test('of two locations of one tensor both count, whatever it says of where its data lie', () => {
  const entry = (location: string) => bytesField(13, bytesField(1, 'location'), bytesField(2, location));
  const content = withGraph(bytesField(5, entry('b'), entry('a'), intField(14, 0)));
  expect(read(content).externalLocations).toEqual(['a', 'b']);
});

const nested = (levels: number): Buffer =>
  levels === 0 ? Buffer.alloc(0) : bytesField(1, attribute(6, nested(levels - 1)));

test.each<[string, Uint8Array | string, string]>([
  ['nothing', '', 'no ir_version'],
  ['text', 'this is not a model', 'not an ONNX model'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not an ONNX model'],
  ['a pickle', Buffer.from('80049595000000000000008c05', 'hex'), 'not an ONNX model'],
  ['a zip', Buffer.from('504b030414000000', 'hex'), 'not an ONNX model'],
  ['no graph', onnxModel([]).subarray(0, 2), 'no opset_import'],
  ['no graph but the rest', Buffer.concat([intField(1, 8), bytesField(8, intField(2, 13))]), 'no graph'],
  ['an impossible version', Buffer.concat([makeOnnx(), intField(1, 99)]), 'no ir_version'],
  ['a model cut short', makeOnnx().subarray(0, -1), 'cut short'],
  ['more after a model', Buffer.concat([makeOnnx(), Buffer.alloc(9)]), 'without a number'],
  ['groups', Buffer.concat([makeOnnx(), Buffer.from([0x3b])]), 'unknown kind'],
  [
    'a length beyond the file',
    Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
    'cut short',
  ],
  ['an endless number', Buffer.concat([Buffer.from([0x08]), Buffer.alloc(20, 0xff)]), 'more than 10 bytes'],
  ['graphs nested without end', withGraph(nested(200)), 'nested too deeply'],
  ['a number for a graph', Buffer.concat([makeOnnx(), intField(7, 1)]), 'wrong kind'],
  ['a tensor elsewhere without a name', withGraph(bytesField(5, intField(14, 1))), 'does not name'],
  [
    'a location that is not text',
    withGraph(graphWith(5, bytesField(13, bytesField(1, 'location'), bytesField(2, Buffer.from([0xff]))))),
    'not UTF-8',
  ],
  ['code for one device', withGraph(node('EPContext', [], 'z')), 'compiled for one device'],
])('%s is refused', (_what, content, complaint) => {
  expect(() => read(content)).toThrow(NotOnnx);
  expect(() => read(content)).toThrow(complaint);
});

test('a link is not followed', () => {
  writeFileSync(join(dir, 'real.onnx'), makeOnnx());
  symlinkSync('real.onnx', join(dir, 'link.onnx'));
  expect(() => readOnnx(join(dir, 'link.onnx'))).toThrow('ELOOP');
});

test('whatever bytes are changed, the walk ends with a summary or a refusal', () => {
  const original = makeOnnx({ weightBytes: 64, externalLocation: 'w.bin' });
  const fd = openSync(file(original), 'r+');
  let refused = 0;
  let seed = 1;
  for (let round = 0; round < 3000; round++) {
    seed = (seed * 48271) % 0x7fff_ffff;
    const at = seed % original.length;
    writeSync(fd, Buffer.from([(seed >> 8) & 255]), 0, 1, at);
    try {
      readOnnx(join(dir, 'model.onnx'));
    } catch (error) {
      expect(error).toBeInstanceOf(NotOnnx);
      refused += 1;
    }
    writeSync(fd, original, at, 1, at);
  }
  expect(refused).toBeGreaterThan(300);
});
