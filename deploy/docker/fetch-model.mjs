import { ensureModel } from '../../scripts/setup/ensure-model.mjs';
import { findPython } from '../../scripts/setup/find-python.mjs';
import { supportedPlatform } from '../../scripts/setup/platform.mjs';

/** Fetches the cut-out model while an image is built, the same way as set-up does. */
await ensureModel({ python: () => findPython(), platform: supportedPlatform() });
