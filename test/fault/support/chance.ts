import { createRandom } from '../../../services/model-serving/src/imaging/math/random.ts';

/** Choices that depend on a seed alone. */
export interface Chance {
  /** A whole number, `from` to `to`, both included. */
  integer(from: number, to: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** The items in another order. */
  shuffle<T>(items: readonly T[]): T[];
  /** Choices of its own for a part of the test, so that parts that run side by side stay repeatable. */
  fork(): Chance;
}

/** Makes the choices of a seed, an unsigned 32-bit number. */
export function createChance(seed: number): Chance {
  const random = createRandom(seed);
  const integer = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  return {
    integer,
    pick: (items) => items[integer(0, items.length - 1)],
    shuffle(items) {
      // Fisher and Yates's shuffle.
      const order = [...items];
      for (let i = order.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
    fork: () => createChance(integer(0, 0xffff_ffff)),
  };
}
