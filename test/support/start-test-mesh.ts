import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mesh, type MeshOptions, startMesh } from '../../scripts/launch/start-mesh.ts';
import { testCertificate } from './test-certificate.ts';
import { IS_TLS_MATRIX } from './tls-matrix.ts';

export interface TestMesh extends Mesh {
  /** A folder of the test's own, gone after `end`. */
  directory: string;
  /** Stops the mesh and removes what it wrote. */
  end(): Promise<void>;
}

export interface TestMeshOptions extends Omit<MeshOptions, 'dataDir' | 'certificate'> {
  /** Serves https, with a certificate that `launchChromium` trusts. */
  tls?: boolean;
}

/** The real mesh on free ports with a data folder of its own. */
export async function startTestMesh({
  tls = IS_TLS_MATRIX,
  ...options
}: TestMeshOptions = {}): Promise<TestMesh> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-test-'));
  const certificate = tls ? await testCertificate() : undefined;
  const mesh = await startMesh({ ...options, certificate, dataDir: directory });
  return {
    ...mesh,
    directory,
    async end() {
      await mesh.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
