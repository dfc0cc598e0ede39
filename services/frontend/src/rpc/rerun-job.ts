import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkSpec } from '../jobs/check-spec.ts';
import { chooseSeed } from '../jobs/choose-seed.ts';
import { planRerun } from '../jobs/plan-rerun.ts';
import { repeatRequest } from '../jobs/repeat-request.ts';
import { requestDigest } from '../jobs/request-digest.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { resolveEngines } from '../models/resolve-engines.ts';
import { describeIdFault, ID } from '../requests/check-id.ts';
import { describeJobFaults } from '../requests/describe-job-faults.ts';
import { describeMaskFaults } from '../requests/describe-mask-faults.ts';
import { present } from '../requests/present.ts';

/** RerunJob: a new job from an old one, with some fields changed; what comes before the change is reused. */
export function rerunJob({ backend }: Pick<Dependencies, 'backend'>) {
  return async (request: RerunJobRequest, context: Context) => {
    const { jobId, requestId, priority, labels } = request;
    const faults = [...describeJobFaults(request), ...describeMaskFaults(request)];
    const idFault = describeIdFault(ID.job, jobId);
    if (idFault) {
      throw new AppError('INVALID_REQUEST', {
        fields: [{ field: 'job_id', description: idFault }, ...faults],
      });
    }
    const call = downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS });
    const [{ job }, { workers }] = await Promise.all([
      backend.getJob({ jobId }, call),
      backend.getCatalogue({}, call),
    ]);
    const plan = planRerun(present(job, 'a job'), request, {
      chooseSeed,
      chooseEngines: (spec) => resolveEngines(spec, { workers, root: 'spec' }).spec,
    });
    const specSha256 = requestDigest({ $case: 'rerun', value: request });
    const { fromStep } = plan;
    const rerun = { requestId, specSha256, priority, labels, parentId: jobId, fromStep };
    try {
      const all = [...faults, ...plan.faults];
      const spec = await checkSpec(backend, call, plan.spec, {
        faults: all,
        root: 'spec',
        workers,
        fromStep,
      });
      return await backend.createJob({ ...rerun, spec }, call);
    } catch (error) {
      return await repeatRequest(backend, call, rerun, error);
    }
  };
}
