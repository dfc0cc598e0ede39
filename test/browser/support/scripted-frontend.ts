import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import type { DeepPartial, Parameter, ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import {
  FrontendServiceDefinition,
  type ListJobsRequest,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { ServiceImplementation } from 'nice-grpc';
import { createFontFiles } from '../../../services/frontend/src/fonts/font-files.ts';
import { downloadFont } from '../../../services/frontend/src/rpc/download-font.ts';
import { recommendFonts } from '../../../services/frontend/src/rpc/recommend-fonts.ts';
import { createSite } from '../../../services/frontend/src/site/site.ts';
import { startFakeTier } from '../../gateway/support/fake-tier.ts';
import { startGateway } from '../../gateway/support/start-gateway.ts';
import { testCertificate } from '../../support/test-certificate.ts';
import { IS_TLS_MATRIX } from '../../support/tls-matrix.ts';
import { builtPage } from './built-page.ts';
import { createScriptedJobs } from './scripted-jobs.ts';
import { createScriptedUploads } from './scripted-uploads.ts';

export type FrontendMethods = Partial<ServiceImplementation<FrontendServiceDefinition, ContextExtension>>;

export type ScriptedFrontend = Awaited<ReturnType<typeof startScriptedFrontend>>;

/**
 * The page behind a real Envoy, before a Frontend whose jobs do what the test says. For what a healthy
 * mesh does not do on demand: break streams, refuse, warn, fail.
 *
 * @param options.tls serves https, with a certificate that `launchChromium` trusts
 */
export async function startScriptedFrontend({ tls = IS_TLS_MATRIX } = {}) {
  const uploads = createScriptedUploads();
  const jobs = createScriptedJobs();
  /** Run before the method answers: to keep it waiting, or to refuse. */
  const gates: {
    createJob?: () => Promise<void>;
    deleteJob?: () => Promise<void>;
    getServerStatus?: () => Promise<void>;
    listJobs?: (request: ListJobsRequest) => Promise<void>;
    rerunJob?: () => Promise<void>;
  } = {};
  /** What the server says of itself; a test may change it at any time. */
  const server: { status: DeepPartial<ServerStatus>; parameters: Parameter[] } = {
    parameters: [...PARAMETERS],
    status: { queueCapacity: 1000, version: '0.1.0', workers: [{ id: 'w', slots: 1 }] },
  };
  const fonts = createFontFiles({ draining: new AbortController().signal });
  const methods: FrontendMethods = {
    ...uploads.methods,
    ...jobs.methods,
    async createJob(request) {
      await gates.createJob?.();
      return jobs.methods.createJob(request);
    },
    async deleteJob(request) {
      await gates.deleteJob?.();
      return jobs.methods.deleteJob(request);
    },
    async listJobs(request) {
      await gates.listJobs?.(request);
      return jobs.methods.listJobs(request);
    },
    async rerunJob(request) {
      await gates.rerunJob?.();
      return jobs.methods.rerunJob(request);
    },
    listModels: async () => ({ models: [], engines: ['studio'] }),
    listFonts: async () => ({ fonts: [...FONTS] }),
    downloadFont: downloadFont({ fonts }),
    recommendFonts: async (request) => recommendFonts()(request),
    listParameters: async () => ({ parameters: server.parameters }),
    async getServerStatus() {
      await gates.getServerStatus?.();
      return { status: server.status };
    },
  };
  const frontend = await startFakeTier(FrontendServiceDefinition, methods);
  const site = createSite(await builtPage());
  const web = await site.listen('127.0.0.1:0');
  const certificate = tls ? await testCertificate() : undefined;
  const envoy = await startGateway({ frontend: frontend.port, web }, { certificate });
  return {
    uploads,
    jobs,
    gates,
    server,
    url: `${tls ? 'https' : 'http'}://${envoy.listeners.public}/`,
    async close() {
      await envoy.close();
      await Promise.all([frontend.close(), site.close(), fonts.close()]);
    },
  };
}
