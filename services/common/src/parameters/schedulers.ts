/** The schedulers that a request may have engine diffusion go by, over the model's own noise schedule. */
export const SCHEDULER_NAMES = [
  'ddim',
  'pndm',
  'euler',
  'euler_karras',
  'euler_ancestral',
  'dpmpp_2m',
  'dpmpp_2m_karras',
  'lcm',
] as const;

export type SchedulerName = (typeof SCHEDULER_NAMES)[number];

/** Whether a model can follow another scheduler than its own. A flow model cannot. @param family Model.family */
export function takesSchedulers(family: string): boolean {
  return family !== 'flux';
}
