import { afterAll } from 'vitest';
import { type FakeBackend, startFakeBackend } from './fake-backend.ts';
import { startTestFrontend, type TestFrontend, upload } from './frontend.ts';
import { noise } from './pictures.ts';

/** A Frontend before a fake Backend, for all tests of the file that calls this while it is loaded. */
export async function frontendForFile(): Promise<{ backend: FakeBackend; frontend: TestFrontend }> {
  const backend = await startFakeBackend();
  afterAll(() => backend.stop());
  const frontend = await startTestFrontend(backend.address);
  afterAll(() => frontend.close());
  return { backend, frontend };
}

/** Two pictures of the caller "kim": one that can be a product, one with transparency. */
export async function picturesOfKim(frontend: TestFrontend) {
  const [opaque, transparent] = [noise(64, 64), noise(64, 64, { alpha: 9 })];
  return {
    photo: await upload(frontend, await opaque.png().toBuffer(), 'kim'),
    seeThrough: await upload(frontend, await transparent.png().toBuffer(), 'kim'),
  };
}
