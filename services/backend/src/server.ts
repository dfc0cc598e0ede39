import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import packageJson from '../package.json' with { type: 'json' };
import { createDomain, type DomainOptions } from './create-domain.ts';
import { createStepService } from './model-serving/create-step-service.ts';
import { appendUploadRpc } from './rpc/append-upload.ts';
import { cancelJobRpc } from './rpc/cancel-job.ts';
import { createJobRpc } from './rpc/create-job.ts';
import { createUploadRpc } from './rpc/create-upload.ts';
import { deleteJobRpc } from './rpc/delete-job.ts';
import { finishUploadRpc } from './rpc/finish-upload.ts';
import { getCatalogueRpc } from './rpc/get-catalogue.ts';
import { getImageRpc } from './rpc/get-image.ts';
import { getJobRpc } from './rpc/get-job.ts';
import { getServerStatusRpc } from './rpc/get-server-status.ts';
import { getUploadRpc } from './rpc/get-upload.ts';
import { listJobsRpc } from './rpc/list-jobs.ts';
import { putImageRpc } from './rpc/put-image.ts';
import { readImageRpc } from './rpc/read-image.ts';
import { readUploadRpc } from './rpc/read-upload.ts';
import { registerRpc } from './rpc/register.ts';
import { watchJobRpc } from './rpc/watch-job.ts';
import { watchJobsRpc } from './rpc/watch-jobs.ts';

/** Calls that run when a drain begins have this long to end: less than the 30 s after which Kubernetes kills. */
const DRAIN_TIMEOUT_MS = 20_000;

export interface BackendOptions extends Omit<DomainOptions, 'stepService'> {
  /** "host:port"; port 0 is a free one. */
  listen: string;
  /** "host:port" of the gateway's listener to ModelServing. */
  modelServingAddress: string;
}

export interface Backend {
  port: number;
  /** Takes no more calls, gives running steps back, ends watchers and registrations, and closes the storage. */
  close(): Promise<void>;
}

/** Opens the storage, takes up what was left unfinished, and serves. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { log } = options;
  const stepService = createStepService({ address: options.modelServingAddress });
  const domain = await createDomain({ ...options, stepService });
  const closing = new AbortController();
  const service = implement(BackendServiceDefinition, {
    createJob: createJobRpc(domain),
    getJob: getJobRpc(domain),
    listJobs: listJobsRpc(domain),
    cancelJob: cancelJobRpc(domain),
    deleteJob: deleteJobRpc(domain),
    watchJob: watchJobRpc(domain),
    watchJobs: watchJobsRpc(domain),
    createUpload: createUploadRpc(domain),
    appendUpload: appendUploadRpc(domain),
    getUpload: getUploadRpc(domain),
    readUpload: readUploadRpc(domain),
    finishUpload: finishUploadRpc(domain),
    putImage: putImageRpc(domain),
    getImage: getImageRpc(domain),
    readImage: readImageRpc(domain),
    register: registerRpc({ ...domain, closing: closing.signal }),
    getCatalogue: getCatalogueRpc(domain),
    getServerStatus: getServerStatusRpc({ ...domain, version: packageJson.version }),
  });
  const rpcServer = createRpcServer({ log, services: [service] });
  const port = await rpcServer.listen(options.listen);
  log.info({ port }, 'listening');
  return {
    port,
    async close() {
      const drained = rpcServer.drain(DRAIN_TIMEOUT_MS);
      closing.abort();
      await domain.stop();
      await drained;
      stepService.close();
      await domain.storage.close();
    },
  };
}
