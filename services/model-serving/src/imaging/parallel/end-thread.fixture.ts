/** Stands for a kernel that takes its thread with it. */
export function fillRows(): never {
  process.exit(1);
}
