import type { ModelTask } from '../../services/model-serving/src/registry/model-registry.ts';

/** A public folder of a model in ONNX that `add` knows by a short name. */
export interface PublicModel {
  /** Its short name, and its id when it is installed. */
  name: string;
  title: string;
  /** What it is good for, in a few words. */
  use: string;
  task: ModelTask;
  /** Of Hugging Face, "owner/name". */
  repository: string;
  /** A commit; or a branch, whose newest commit is taken when the model is added, told, and kept in its manifest. */
  revision: string;
  /**
   * Folders of the repository that are installed, and under which name; "" is the folder itself. Pictures, safety
   * checkers and forms for other runtimes are left out.
   */
  folders: Readonly<Record<string, string>>;
  /** By installed folder: bytes of its graph, rounded as the repository's pages show them; exact ones come at `add`. */
  graphBytes: Readonly<Record<string, number>>;
  /** Weights in float16 take twice their size on a processor, where ONNX Runtime computes in float32. */
  isHalf: boolean;
  licence: string;
  licenceUrl: string;
  /** What the licence asks of whoever uses the model, where it must be agreed to. */
  terms?: string;
}

const MB = 1_000_000;

const SD_FOLDERS = same('', 'scheduler', 'text_encoder', 'tokenizer', 'unet', 'vae_encoder', 'vae_decoder');
const SDXL_FOLDERS = { ...SD_FOLDERS, ...same('text_encoder_2', 'tokenizer_2') };
/** Its transformer lies in "unet" there. */
const FLUX_FOLDERS = { ...SDXL_FOLDERS, unet: 'transformer' };
/** There "controlnet" holds no ControlNet, but the UNet that takes the residuals of one. */
const CONTROLLED = same('controlnet');

const VAE_BYTES = { vae_encoder: 68 * MB, vae_decoder: 99 * MB };
const SD_BYTES = { text_encoder: 246 * MB, unet: 1720 * MB, controlnet: 1720 * MB, ...VAE_BYTES };
const SDXL_BYTES = { ...SD_BYTES, text_encoder_2: 1390 * MB, unet: 5140 * MB, controlnet: 5140 * MB };
const FLUX_BYTES = {
  ...{ text_encoder: 246 * MB, text_encoder_2: 11_500 * MB, transformer: 23_800 * MB },
  ...{ vae_encoder: 137 * MB, vae_decoder: 198 * MB },
};

const RAIL = 'not for the uses that its attachment A forbids, which you pass on with the model';

/**
 * Digests are not in this table: whoever wrote it could not fetch the files. `add` takes them from the server's list of
 * files at the commit, shows them, checks what it fetches against them and pins them in the manifest.
 */
export const PUBLIC_MODELS: readonly PublicModel[] = [
  {
    ...{ name: 'stable-diffusion-v1-5', title: 'Stable Diffusion 1.5', task: 'text-to-image' },
    use: 'backgrounds, text, seams at about 512 × 512; 20 to 50 steps',
    repository: 'TensorStack/stable-diffusion-v1-5-onnx',
    revision: '38a032483c47fec93f82457e3d03661703852402',
    ...{ folders: { ...SD_FOLDERS, ...CONTROLLED }, graphBytes: SD_BYTES, isHalf: true },
    licence: 'CreativeML-OpenRAIL-M',
    licenceUrl: 'https://huggingface.co/spaces/CompVis/stable-diffusion-license',
    terms: RAIL,
  },
  {
    ...{ name: 'lcm-dreamshaper-v7', title: 'LCM Dreamshaper 7', task: 'text-to-image' },
    use: 'Stable Diffusion distilled to 4 to 8 steps; the fastest without a GPU',
    repository: 'TensorStack/LCM_Dreamshaper_v7-onnx',
    revision: 'main',
    ...{ folders: { ...SD_FOLDERS, ...CONTROLLED }, graphBytes: SD_BYTES, isHalf: true },
    licence: 'MIT',
    licenceUrl: 'https://huggingface.co/SimianLuo/LCM_Dreamshaper_v7',
  },
  {
    ...{ name: 'sdxl-base', title: 'Stable Diffusion XL 1.0', task: 'text-to-image' },
    use: 'backgrounds, text, seams at about 1024 × 1024; 20 to 50 steps',
    repository: 'TensorStack/stable-diffusion-xl-base-1.0-onnx',
    revision: '8adeed3a2df23f309272a7ffa550ea7dcdaf57f1',
    ...{ folders: { ...SDXL_FOLDERS, ...CONTROLLED }, graphBytes: SDXL_BYTES, isHalf: true },
    licence: 'CreativeML-OpenRAIL++-M',
    licenceUrl: 'https://huggingface.co/stabilityai/stable-diffusion-xl-base-1.0/blob/main/LICENSE.md',
    terms: RAIL,
  },
  {
    ...{ name: 'sdxl-turbo', title: 'SDXL Turbo', task: 'text-to-image' },
    use: 'SDXL distilled to 1 to 4 steps without guidance, at about 512 × 512',
    repository: 'TensorStack/SDXL-Turbo-onnx',
    revision: 'cc2013d0e6c81288ef39ba1d03e7c790158481f0',
    ...{ folders: { ...SDXL_FOLDERS, ...CONTROLLED }, graphBytes: SDXL_BYTES, isHalf: true },
    licence: 'Stability-AI-Community',
    licenceUrl: 'https://stability.ai/license',
    terms:
      'commercial use needs a registration with Stability AI, above 1 million USD a year another licence',
  },
  {
    ...{ name: 'flux-schnell', title: 'FLUX.1 schnell', task: 'text-to-image' },
    use: 'the best prompts and letters in 4 steps at about 1024 × 1024; wants a large machine',
    repository: 'TensorStack/Flux_schnell-f16-onnx',
    revision: 'dbdef8e25e390c7b71a67e739aa19f28b6734f38',
    ...{ folders: FLUX_FOLDERS, graphBytes: FLUX_BYTES, isHalf: true },
    licence: 'Apache-2.0',
    licenceUrl: 'https://huggingface.co/black-forest-labs/FLUX.1-schnell',
  },
  {
    ...{ name: 'flux-dev', title: 'FLUX.1 dev', task: 'text-to-image' },
    use: 'as schnell, finer, in 20 to 50 steps',
    repository: 'saddam213/Flux_dev-f16-onnx',
    revision: 'main',
    ...{ folders: FLUX_FOLDERS, graphBytes: FLUX_BYTES, isHalf: true },
    licence: 'FLUX-1-dev-Non-Commercial',
    licenceUrl: 'https://huggingface.co/black-forest-labs/FLUX.1-dev/blob/main/LICENSE.md',
    terms:
      'the model may be run for NON-commercial purposes only, unless Black Forest Labs license it to you',
  },
  {
    ...{ name: 'controlnet-canny-sd15', title: 'ControlNet Canny for Stable Diffusion 1.5', task: 'control' },
    use: 'letters that follow their edges, with stable-diffusion-v1-5 or lcm-dreamshaper-v7',
    repository: 'TensorStack/ControlNet-onnx',
    revision: 'e4e8e8b56d205694beaf1d9ceeeabaf5a8ef5f6e',
    folders: { 'SD/Canny': 'controlnet' },
    ...{ graphBytes: { controlnet: 736 * MB }, isHalf: true },
    licence: 'CreativeML-OpenRAIL-M',
    licenceUrl: 'https://huggingface.co/lllyasviel/sd-controlnet-canny',
    terms: RAIL,
  },
  {
    ...{ name: 'controlnet-canny-sdxl', title: 'ControlNet Canny for SDXL', task: 'control' },
    use: 'letters that follow their edges, with sdxl-base or sdxl-turbo',
    repository: 'TensorStack/ControlNet-amuse',
    revision: 'main',
    folders: { 'StableDiffusionXL/Canny': 'controlnet' },
    ...{ graphBytes: { controlnet: 2500 * MB }, isHalf: true },
    licence: 'CreativeML-OpenRAIL++-M',
    licenceUrl: 'https://huggingface.co/diffusers/controlnet-canny-sdxl-1.0',
    terms: RAIL,
  },
];

/** Folders that keep their names. */
function same<Name extends string>(...names: Name[]): Record<Name, Name> {
  return Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;
}
