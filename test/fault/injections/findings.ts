/** Sentences about what went otherwise than promised. */
export function createFindings() {
  const all: string[] = [];
  return {
    all,
    /** Notes the sentence unless the values are the same. */
    same(what: string, actual: unknown, ...allowed: unknown[]): void {
      if (!allowed.includes(actual)) all.push(`${what}: ${actual} instead of ${allowed.join(' or ')}`);
    },
  };
}
