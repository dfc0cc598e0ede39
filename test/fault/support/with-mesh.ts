import { startTestMesh, type TestMesh } from '../../support/start-test-mesh.ts';
import { createMeshClient, type MeshClient } from './mesh-client.ts';

/** Does something with a mesh of its own and a client of it, which end afterwards. */
export async function withMesh<T>(work: (mesh: TestMesh, client: MeshClient) => Promise<T>): Promise<T> {
  const mesh = await startTestMesh();
  const client = createMeshClient(mesh.publicAddress);
  try {
    return await work(mesh, client);
  } finally {
    client.close();
    await mesh.end();
  }
}
