import type { AdSpec, DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { CreateJobRequest, RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import sharp from 'sharp';
import { FAMILY_LABEL } from '../../../services/frontend/web/src/job/labels.ts';
import type { ScriptedFrontend } from './scripted-frontend.ts';
import type { ScriptedJob } from './scripted-jobs.ts';
import { runOf } from './scripted-run.ts';

const SPEC: DeepPartial<AdSpec> = {
  background: { prompt: 'a café' },
  text: { content: 'Coffee', prompt: 'gold' },
  product: { imageId: '', scale: 0.45 },
  output: { width: 600, height: 600, mediaType: 'image/png' },
  seed: 7,
};

/** Makes ads and versions of them as some other page of the same caller would. */
export function adsOf(mesh: ScriptedFrontend) {
  let made = 0;
  const newest = (): ScriptedJob => mesh.jobs.jobs[0];
  return {
    async create(spec: DeepPartial<AdSpec> = {}, labels: Record<string, string> = {}): Promise<ScriptedJob> {
      const request = { requestId: `ad-${++made}`, spec: { ...SPEC, ...spec }, labels };
      await mesh.jobs.methods.createJob(CreateJobRequest.fromPartial(request));
      return newest();
    },
    /** A version of an ad with some fields changed, labelled as the page does it. */
    async rerun(
      parent: ScriptedJob,
      updateMask: string[],
      spec: DeepPartial<AdSpec>,
      family?: ScriptedJob,
    ): Promise<ScriptedJob> {
      const labels: Record<string, string> = family === undefined ? {} : { [FAMILY_LABEL]: family.job.id };
      const request = { requestId: `version-${++made}`, jobId: parent.job.id, updateMask, spec, labels };
      await mesh.jobs.methods.rerunJob(RerunJobRequest.fromPartial(request));
      return newest();
    },
    /** Lets an ad succeed with a picture of one colour. */
    async finish(ad: ScriptedJob, colour: string): Promise<Image> {
      const { width = 600, height = 600 } = ad.job.spec?.output ?? {};
      const create = { width, height, channels: 3 as const, background: colour };
      const image = mesh.uploads.put(await sharp({ create }).png().toBuffer(), width, height);
      const run = runOf(ad);
      run.startJob();
      for (const step of [1, 2, 3]) {
        run.startStep(step);
        run.finishStep(step, image);
      }
      run.succeed(image);
      return image;
    },
  };
}
