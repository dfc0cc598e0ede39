/** a·x + b·y, element by element. */
export function weigh(a: number, x: Float32Array, b: number, y: Float32Array): Float32Array {
  const sum = new Float32Array(x.length);
  for (let i = 0; i < sum.length; i++) sum[i] = a * x[i] + b * y[i];
  return sum;
}

/** a·x, element by element. */
export function scaled(a: number, x: Float32Array): Float32Array {
  const product = new Float32Array(x.length);
  for (let i = 0; i < product.length; i++) product[i] = a * x[i];
  return product;
}
