import { ensureEnvoy } from '../../../scripts/setup/ensure-envoy.mjs';
import { findPython } from '../../../scripts/setup/find-python.mjs';
import { supportedPlatform } from '../../../scripts/setup/platform.mjs';

/** The Envoy that set-up provides, or the one that ENVOY_PATH names. */
export function envoyPath(): Promise<string> {
  return ensureEnvoy({ platform: supportedPlatform(), python: findPython });
}
