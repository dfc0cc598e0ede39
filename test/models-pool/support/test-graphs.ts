import { bytesField, intField } from '../../models/support/encode-protobuf.ts';
import { node, onnxModel } from '../../models/support/make-onnx.ts';

const FLOAT = 1;
const UINT8 = 2;
const FLOAT16 = 10;

/** y = x · x · x … over float32 of dims [side, side], with so many products: takes its time, and little memory. */
export function slowGraph(side: number, products: number): Buffer {
  const steps = Array.from({ length: products }, (_, index) =>
    node('MatMul', [index === 0 ? 'x' : `t${index}`, 'x'], index === products - 1 ? 'y' : `t${index + 1}`),
  );
  const shape = [side, side];
  return onnxModel([...steps, value(11, 'x', FLOAT, shape), value(12, 'y', FLOAT, shape)]);
}

/** y = max(x), where x, float32 of dims [1], is first repeated to so many bytes: they are taken when it runs. */
export function hungryGraph(bytes: number): Buffer {
  const shape = bytesField(
    5,
    intField(1, 1),
    intField(2, 7),
    bytesField(8, 'shape'),
    bytesField(9, int64(bytes / 4)),
  );
  return onnxModel([
    node('Expand', ['x', 'shape'], 'many'),
    node('Relu', ['many'], 'positive'),
    node('ReduceMax', ['positive'], 'y'),
    shape,
    value(11, 'x', FLOAT, [1]),
    value(12, 'y', FLOAT, [1]),
  ]);
}

/** y = x + x over float16 of dims [4]. */
export function float16Graph(): Buffer {
  return onnxModel([
    node('Add', ['x', 'x'], 'y'),
    value(11, 'x', FLOAT16, [4]),
    value(12, 'y', FLOAT16, [4]),
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
  const cast = bytesField(5, bytesField(1, 'to'), intField(3, FLOAT), intField(20, 2));
  const weights = bytesField(
    5,
    intField(1, 2),
    intField(1, 2),
    intField(2, UINT8),
    bytesField(8, 'w'),
    bytesField(9, Buffer.from([2, 0, 0, 3])),
  );
  return onnxModel([
    quantise,
    node('MatMulInteger', ['q', 'w', 'zero'], 'product'),
    node('Cast', ['product'], 'float', cast),
    node('Mul', ['float', 'scale'], 'y'),
    weights,
    value(11, 'x', FLOAT, [1, 2]),
    value(12, 'y', FLOAT, [1, 2]),
  ]);
}

/** y = a + b over float32 of any length: the lengths may not fit each other. */
export function anySizeGraph(): Buffer {
  const any = (field: number, name: string) => value(field, name, FLOAT, [`n${name}`]);
  return onnxModel([node('Add', ['a', 'b'], 'y'), any(11, 'a'), any(11, 'b'), any(12, 'y')]);
}

function int64(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(number));
  return bytes;
}

/** GraphProto.input (11) or output (12); a size that is a name may be any. */
function value(field: number, name: string, type: number, dims: (number | string)[]): Buffer {
  const sizes = dims.map((dim) =>
    bytesField(1, typeof dim === 'number' ? intField(1, dim) : bytesField(2, dim)),
  );
  const tensorType = bytesField(1, intField(1, type), bytesField(2, ...sizes));
  return bytesField(field, bytesField(1, name), bytesField(2, tensorType));
}
