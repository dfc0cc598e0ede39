import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bytesField, intField } from '../../models/support/encode-protobuf.ts';
import {
  external,
  FLOAT,
  INT64,
  intAttribute,
  node,
  onnxModel,
  raw,
  tensor,
  valueInfo,
} from '../../models/support/make-onnx.ts';

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
    fields.push(tensor(name, dims, raw(bytes), type));
    return name;
  };
  const writer: OnnxWriter = {
    parameters: 0,
    input(name, type, dims) {
      fields.push(valueInfo(11, name, type, dims));
      return name;
    },
    output: (name, type, dims) => void fields.push(valueInfo(12, name, type, dims)),
    node(opType, inputs, attributes = {}) {
      const output = fresh();
      fields.push(node(opType, inputs, output, ...Object.entries(attributes).map(attribute)));
      return output;
    },
    last: (opType, inputs, output) => void fields.push(node(opType, inputs, output)),
    random(dims, scale) {
      const values = random(
        dims.reduce((product, dim) => product * dim, 1),
        scale,
      );
      const bytes = Buffer.from(values.buffer);
      writeSync(data, bytes);
      const name = fresh();
      fields.push(tensor(name, dims, external(dataName, { offset, length: bytes.length })));
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

function attribute([name, value]: [string, Attribute]): Buffer {
  if (typeof value === 'number') return intAttribute(name, value);
  return bytesField(5, bytesField(1, name), ...value.map((one) => intField(8, one)), intField(20, 7));
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
