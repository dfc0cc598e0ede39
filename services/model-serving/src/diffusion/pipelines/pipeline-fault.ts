/** A folder is not a pipeline that can be run, or one cannot do what is asked of it; the message says why. */
export class PipelineFault extends Error {
  override readonly name = 'PipelineFault';
}
