import { type PutImageDependencies, putImage } from '../images/put-image.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** PutImage: bytes go to disk as they come. */
export function putImageRpc(deps: PutImageDependencies): BackendRpc<'putImage'> {
  return async (requests, { caller }) => ({ image: await putImage(deps, caller, requests) });
}
