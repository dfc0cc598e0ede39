import type { ByteRange } from '../storage/upload-storage.ts';

/** Adds a range to sorted, disjoint ranges and joins what touches. Pure. */
export function addRange(ranges: ByteRange[], added: ByteRange): ByteRange[] {
  const before = ranges.filter((range) => range.end < added.start);
  const after = ranges.filter((range) => range.start > added.end);
  const touching = ranges.filter((range) => range.end >= added.start && range.start <= added.end);
  const start = Math.min(added.start, ...touching.map((range) => range.start));
  const end = Math.max(added.end, ...touching.map((range) => range.end));
  return [...before, { start, end }, ...after];
}

/** Whether one of the ranges holds all of `wanted`. */
export function covers(ranges: ByteRange[], wanted: ByteRange): boolean {
  return ranges.some((range) => range.start <= wanted.start && range.end >= wanted.end);
}

/** Everything before this offset is there. */
export function committedSize(ranges: ByteRange[]): number {
  const [first] = ranges;
  return first?.start === 0 ? first.end : 0;
}
