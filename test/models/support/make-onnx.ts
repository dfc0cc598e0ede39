import { bytesField, intField } from './encode-protobuf.ts';

export interface OnnxOptions {
  /** Number of elements of x and y; 4 when not given. */
  n?: number;
  /** The constant c; 1 when not given. */
  c?: number;
  /** Adds weights of so many bytes (a multiple of 4), all 0, which the graph needs: they stay in memory when loaded. */
  weightBytes?: number;
  /**
   * The weights (without weights: c) lie in another file, named so in the graph; whoever wants to load it writes
   * `weightBytes` zeros there.
   */
  externalLocation?: string;
}

/** Numbers of element types in onnx.proto3. */
export const FLOAT = 1;
export const INT64 = 7;

/**
 * An ONNX file that ONNX Runtime loads: y = x + c over float32 of dims [n], with input "x" and output "y". By hand,
 * field by field after onnx.proto3 (IR version 8, opset 13), so that tests need neither Python nor a download.
 */
export function makeOnnx({ n = 4, c = 1, weightBytes = 0, externalLocation }: OnnxOptions = {}): Buffer {
  const c0 = Buffer.alloc(4);
  c0.writeFloatLE(c);
  const cData = weightBytes === 0 && externalLocation !== undefined ? external(externalLocation) : raw(c0);
  const plain = [node('Add', ['x', 'c'], 'y')];
  // x · 0 is the index: what depends on the input is not folded away when the graph is loaded.
  const weighted = [
    node('Mul', ['x', 'zero'], 'x0'),
    node('Cast', ['x0'], 'index', intAttribute('to', INT64)),
    node('Gather', ['w', 'index'], 'w0'),
    node('Add', ['x', 'c'], 'xc'),
    node('Add', ['xc', 'w0'], 'y'),
  ];
  const weights = () => [
    tensor('zero', [1], raw(Buffer.alloc(4))),
    tensor(
      'w',
      [weightBytes / 4],
      externalLocation === undefined ? raw(Buffer.alloc(weightBytes)) : external(externalLocation),
    ),
  ];
  return onnxModel([
    ...(weightBytes > 0 ? weighted : plain),
    bytesField(2, 'x-plus-c'),
    tensor('c', [1], cData),
    ...(weightBytes > 0 ? weights() : []),
    valueInfo(11, 'x', FLOAT, [n]),
    valueInfo(12, 'y', FLOAT, [n]),
  ]);
}

/** ModelProto around the fields of a GraphProto. */
export function onnxModel(graph: Buffer[]): Buffer {
  const opset = bytesField(8, bytesField(1, ''), intField(2, 13));
  return Buffer.concat([intField(1, 8), bytesField(2, 'nanococoa-test'), bytesField(7, ...graph), opset]);
}

/** GraphProto.initializer. */
export function tensor(name: string, dims: readonly number[], data: Buffer, type = FLOAT): Buffer {
  return bytesField(5, ...dims.map((dim) => intField(1, dim)), intField(2, type), bytesField(8, name), data);
}

/** TensorProto.raw_data. */
export function raw(data: Buffer): Buffer {
  return bytesField(9, data);
}

/** TensorProto.external_data and data_location; without a place the tensor is all that is there. */
export function external(location: string, place?: { offset: number; length: number }): Buffer {
  const entries = Object.entries({ location, ...place }).map(([key, value]) =>
    bytesField(13, bytesField(1, key), bytesField(2, `${value}`)),
  );
  return Buffer.concat([...entries, intField(14, 1)]);
}

/** GraphProto.node. */
export function node(
  opType: string,
  inputs: readonly string[],
  output: string,
  ...attributes: Buffer[]
): Buffer {
  return bytesField(
    1,
    ...inputs.map((name) => bytesField(1, name)),
    bytesField(2, output),
    bytesField(4, opType),
    ...attributes,
  );
}

/** NodeProto.attribute, a whole number. */
export function intAttribute(name: string, value: number): Buffer {
  return bytesField(5, bytesField(1, name), intField(3, value), intField(20, 2));
}

/** GraphProto.input (11) or output (12); a size that is a name may be any. */
export function valueInfo(
  field: 11 | 12,
  name: string,
  type: number,
  dims: readonly (number | string)[],
): Buffer {
  const sizes = dims.map((dim) =>
    bytesField(1, typeof dim === 'number' ? intField(1, dim) : bytesField(2, dim)),
  );
  const tensorType = bytesField(1, intField(1, type), bytesField(2, ...sizes));
  return bytesField(field, bytesField(1, name), bytesField(2, tensorType));
}
