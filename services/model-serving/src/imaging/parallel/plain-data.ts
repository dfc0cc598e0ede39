/**
 * A copy of plain data without the functions in it, as another thread gets to see it: what needs them makes them anew
 * from the data (a camera from its options). Typed arrays are not copied.
 */
export function plainData<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plainData) as T;
  const entries = Object.entries(value).filter(([, each]) => typeof each !== 'function');
  return Object.fromEntries(entries.map(([key, each]) => [key, plainData(each)])) as T;
}
