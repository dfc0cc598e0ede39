import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bytesField, intField } from '../../models/support/encode-protobuf.ts';
import { onnxModel } from '../../models/support/make-onnx.ts';

/** Numbers of element types in onnx.proto3. */
export const FLOAT = 1;
export const INT64 = 7;

type Attribute = number | readonly number[];

/** Makes an ONNX file of nodes and random weights; the weights lie beside it, as in published folders. */
export interface OnnxWriter {
  /** Weights so far. */
  parameters: number;
  input(name: string, type: number, dims: readonly (number | string)[]): string;
  output(name: string, type: number, dims: readonly (number | string)[]): void;
  /** Adds a node. Whole numbers are INT attributes, lists INTS. @returns The name of what it gives */
  node(opType: string, inputs: readonly string[], attributes?: Record<string, Attribute>): string;
  /** Adds a node that gives an output of the graph. */
  last(opType: string, inputs: readonly string[], output: string): void;
  /** Random weights, evenly distributed in ±scale. */
  random(dims: readonly number[], scale: number): string;
  constant(values: readonly number[], dims?: readonly number[]): string;
  shape(values: readonly number[]): string;
  /** Writes the file and closes that of the weights. */
  finish(): void;
}

/** @param path Of the graph, ending in .onnx; its weights go to the same path with "_data" behind it. */
export function createOnnxWriter(path: string): OnnxWriter {
  const dataName = `${basename(path)}_data`;
  const data = openSync(join(dirname(path), dataName), 'w');
  const fields: Buffer[] = [bytesField(2, 'bench')];
  const random = createUniform(1);
  let offset = 0;
  let count = 0;
  const fresh = () => `t${count++}`;
  const inline = (type: number, bytes: Buffer, dims: readonly number[]) => {
    const name = fresh();
    fields.push(tensorField(name, type, dims, bytesField(9, bytes)));
    return name;
  };
  const writer: OnnxWriter = {
    parameters: 0,
    input(name, type, dims) {
      fields.push(valueField(11, name, type, dims));
      return name;
    },
    output: (name, type, dims) => void fields.push(valueField(12, name, type, dims)),
    node(opType, inputs, attributes = {}) {
      const output = fresh();
      fields.push(nodeField(opType, inputs, output, attributes));
      return output;
    },
    last: (opType, inputs, output) => void fields.push(nodeField(opType, inputs, output, {})),
    random(dims, scale) {
      const values = random(
        dims.reduce((product, dim) => product * dim, 1),
        scale,
      );
      const bytes = Buffer.from(values.buffer);
      writeSync(data, bytes);
      const name = fresh();
      fields.push(tensorField(name, FLOAT, dims, ...elsewhere(dataName, offset, bytes.length)));
      offset += bytes.length;
      writer.parameters += values.length;
      return name;
    },
    constant: (values, dims = [values.length]) =>
      inline(FLOAT, Buffer.from(Float32Array.from(values).buffer), dims),
    shape: (values) => inline(INT64, Buffer.from(BigInt64Array.from(values, BigInt).buffer), [values.length]),
    finish() {
      closeSync(data);
      writeFileSync(path, onnxModel(fields));
    },
  };
  return writer;
}

function nodeField(
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, Attribute>,
): Buffer {
  return bytesField(
    1,
    ...inputs.map((name) => bytesField(1, name)),
    bytesField(2, output),
    bytesField(4, opType),
    ...Object.entries(attributes).map(([name, value]) =>
      typeof value === 'number'
        ? bytesField(5, bytesField(1, name), intField(3, value), intField(20, 2))
        : bytesField(5, bytesField(1, name), ...value.map((one) => intField(8, one)), intField(20, 7)),
    ),
  );
}

function tensorField(name: string, type: number, dims: readonly number[], ...content: Buffer[]): Buffer {
  return bytesField(
    5,
    ...dims.map((dim) => intField(1, dim)),
    intField(2, type),
    bytesField(8, name),
    ...content,
  );
}

/** TensorProto.external_data and data_location. */
function elsewhere(location: string, offset: number, length: number): Buffer[] {
  const entry = (key: string, value: string) => bytesField(13, bytesField(1, key), bytesField(2, value));
  return [
    ...[entry('location', location), entry('offset', `${offset}`), entry('length', `${length}`)],
    intField(14, 1),
  ];
}

function valueField(field: number, name: string, type: number, dims: readonly (number | string)[]): Buffer {
  const sizes = dims.map((dim) =>
    bytesField(1, typeof dim === 'number' ? intField(1, dim) : bytesField(2, dim)),
  );
  const tensorType = bytesField(1, intField(1, type), bytesField(2, ...sizes));
  return bytesField(field, bytesField(1, name), bytesField(2, tensorType));
}

/** A linear congruential generator: fast, and the same weights each time. Source: Numerical Recipes. */
function createUniform(seed: number): (length: number, scale: number) => Float32Array {
  let state = seed;
  return (length, scale) => {
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      values[i] = scale * (state / 0x8000_0000 - 1);
    }
    return values;
  };
}
