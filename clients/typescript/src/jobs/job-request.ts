import { AdSpec, type DeepPartial } from '#proto/common/v1/ad_spec.ts';
import { CreateJobRequest, RerunJobRequest } from '#proto/frontend/v1/frontend_service.ts';
import { newRequestId } from './new-request-id.ts';

/** What makes an ad; every field that is left out takes the default that `listParameters` names. */
export type Spec = DeepPartial<AdSpec>;

export interface JobRequest {
  spec: Spec;
  /**
   * Names this request, 1 to 128 characters of A-Z a-z 0-9 . _ -: repeated with the same id, even by another process,
   * it makes no second job. Default: a random one, so that the client's own repetitions make none.
   */
  requestId?: string | undefined;
  /** Which of the caller's waiting jobs goes first, 0 to 9: the highest. Default 0. */
  priority?: number | undefined;
  /** The caller's own notes, kept with the job. */
  labels?: Record<string, string> | undefined;
}

export interface RerunRequest extends Omit<JobRequest, 'spec'> {
  /** The fields to change. */
  spec?: Spec | undefined;
  /** Which fields to change, as paths such as "text.content". Default: those that `spec` sets. */
  paths?: string[] | undefined;
  /** The first step that is made anew, 1 to 3. Default: the first one that a changed field belongs to. */
  fromStep?: number | undefined;
}

/** The message that asks for a job. */
export function createJobRequest(request: JobRequest): CreateJobRequest {
  const { spec, requestId = newRequestId(), priority = 0, labels = {} } = request;
  return CreateJobRequest.fromPartial({ requestId, spec: AdSpec.fromPartial(spec), priority, labels });
}

/** The message that asks for a job that is made from another one. */
export function rerunJobRequest(jobId: string, request: RerunRequest): RerunJobRequest {
  const { spec = {}, requestId = newRequestId(), priority = 0, labels = {}, fromStep = 0 } = request;
  const updateMask = request.paths ?? pathsOf(spec);
  return RerunJobRequest.fromPartial({
    jobId,
    requestId,
    fromStep,
    spec: AdSpec.fromPartial(spec),
    updateMask,
    priority,
    labels,
  });
}

/** Paths of the fields that are set, in the names of the protos: { text: { fontId } } is "text.font_id". */
export function pathsOf(spec: Spec): string[] {
  return Object.entries(spec).flatMap(([name, value]) => {
    const own = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value === undefined) return [];
    return isGroup(value) ? pathsOf(value).map((path) => `${own}.${path}`) : [own];
  });
}

function isGroup(value: unknown): value is Spec {
  return typeof value === 'object' && value !== null;
}
