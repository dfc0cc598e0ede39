import { ensureEnvoy } from '../setup/ensure-envoy.mjs';
import { findPython } from '../setup/find-python.mjs';
import { supportedPlatform } from '../setup/platform.mjs';

/** The Envoy that set-up found or fetched (it hands the path down in ENVOY_PATH), fetched now if need be. */
export function findEnvoy(): Promise<string> {
  return ensureEnvoy({ platform: supportedPlatform(), python: () => findPython() });
}
