import type { NanococoaClient } from '@nanococoa/client';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DraftStore } from '../form/draft-store.ts';
import type { PhotoStore } from '../form/photo-store.ts';
import type { ImageStore } from '../job/image-store.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Connection, ConnectionState } from './connection.ts';

/** What the page talks to, and what it keeps. */
export interface Mesh {
  client: NanococoaClient;
  connection: Connection;
  images: ImageStore;
  jobs: JobStore;
  drafts: DraftStore;
  photos: PhotoStore;
}

export const MeshContext = createContext<Mesh | undefined>(undefined);

/** The client of the public API. */
export function useClient(): NanococoaClient {
  return useMesh().client;
}

/** What the page knows of its connection, for who finds it out. */
export function useConnection(): Connection {
  return useMesh().connection;
}

/** The pictures that are on the page. */
export function useImageStore(): ImageStore {
  return useMesh().images;
}

/** The caller's jobs. */
export function useJobStore(): JobStore {
  return useMesh().jobs;
}

/** What was typed and not made yet. */
export function useDraftStore(): DraftStore {
  return useMesh().drafts;
}

/** The photos on their way to the server. */
export function usePhotoStore(): PhotoStore {
  return useMesh().photos;
}

/** Whether the services can be reached. */
export function useConnectionState(): ConnectionState {
  const { connection } = useMesh();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

function useMesh(): Mesh {
  const mesh = useContext(MeshContext);
  if (mesh === undefined) throw new Error('There is no MeshContext around this component.');
  return mesh;
}
