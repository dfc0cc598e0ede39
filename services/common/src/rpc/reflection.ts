import { readFileSync } from 'node:fs';
import type { Server } from 'nice-grpc';
import { ServerReflection, ServerReflectionService } from 'nice-grpc-server-reflection';

/** Lets tools such as grpcurl ask the server for these services' contract (grpc.reflection.v1). */
export function addReflection(server: Pick<Server, 'add'>, serviceNames: string[]): void {
  const descriptors = readFileSync(new URL(import.meta.resolve('@nanococoa/proto/descriptors.binpb')));
  server.add(ServerReflectionService, ServerReflection(new Uint8Array(descriptors), serviceNames));
}
