import type { Storage } from '../storage/storage.ts';

/** For tests: a storage that tells +1 for each output that begins and -1 when it has become an image or was removed. */
export function countStaged(storage: Storage, onChange: (change: 1 | -1) => void): Storage {
  return {
    ...storage,
    async stageImage() {
      const image = await storage.stageImage();
      onChange(1);
      let isOpen = true;
      const end = (): void => {
        if (isOpen) onChange(-1);
        isOpen = false;
      };
      return {
        ...image,
        commit: (facts) => image.commit(facts).finally(end),
        discard: () => image.discard().finally(end),
      };
    },
  };
}
