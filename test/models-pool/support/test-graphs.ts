import { bytesField } from '../../models/support/encode-protobuf.ts';
import {
  FLOAT,
  INT64,
  intAttribute,
  node,
  onnxModel,
  raw,
  tensor,
  valueInfo,
} from '../../models/support/make-onnx.ts';

const UINT8 = 2;
const FLOAT16 = 10;

/** y = x · x · x … over float32 of dims [side, side], with so many products: takes its time, and little memory. */
export function slowGraph(side: number, products: number): Buffer {
  const steps = Array.from({ length: products }, (_, index) =>
    node('MatMul', [index === 0 ? 'x' : `t${index}`, 'x'], index === products - 1 ? 'y' : `t${index + 1}`),
  );
  const shape = [side, side];
  return onnxModel([...steps, valueInfo(11, 'x', FLOAT, shape), valueInfo(12, 'y', FLOAT, shape)]);
}

/** y = max(x), where x, float32 of dims [1], is first repeated to so many bytes: they are taken when it runs. */
export function hungryGraph(bytes: number): Buffer {
  const shape = tensor('shape', [1], raw(int64(bytes / 4)), INT64);
  return onnxModel([
    node('Expand', ['x', 'shape'], 'many'),
    node('Relu', ['many'], 'positive'),
    node('ReduceMax', ['positive'], 'y'),
    shape,
    valueInfo(11, 'x', FLOAT, [1]),
    valueInfo(12, 'y', FLOAT, [1]),
  ]);
}

/** y = x + x over float16 of dims [4]. */
export function float16Graph(): Buffer {
  return onnxModel([
    node('Add', ['x', 'x'], 'y'),
    valueInfo(11, 'x', FLOAT16, [4]),
    valueInfo(12, 'y', FLOAT16, [4]),
  ]);
}

/** y = x · w with weights of 8 bits and x quantised on the way, float32 of dims [1, 2]; w = [[2, 0], [0, 3]]. */
export function quantisedGraph(): Buffer {
  const quantise = bytesField(
    1,
    bytesField(1, 'x'),
    ...['q', 'scale', 'zero'].map((name) => bytesField(2, name)),
    bytesField(4, 'DynamicQuantizeLinear'),
  );
  const weights = tensor('w', [2, 2], raw(Buffer.from([2, 0, 0, 3])), UINT8);
  return onnxModel([
    quantise,
    node('MatMulInteger', ['q', 'w', 'zero'], 'product'),
    node('Cast', ['product'], 'float', intAttribute('to', FLOAT)),
    node('Mul', ['float', 'scale'], 'y'),
    weights,
    valueInfo(11, 'x', FLOAT, [1, 2]),
    valueInfo(12, 'y', FLOAT, [1, 2]),
  ]);
}

/** y = a + b over float32 of any length: the lengths may not fit each other. */
export function anySizeGraph(): Buffer {
  const any = (field: 11 | 12, name: string) => valueInfo(field, name, FLOAT, [`n${name}`]);
  return onnxModel([node('Add', ['a', 'b'], 'y'), any(11, 'a'), any(11, 'b'), any(12, 'y')]);
}

function int64(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(number));
  return bytes;
}
