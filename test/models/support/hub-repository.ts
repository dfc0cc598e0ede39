import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT_DIR } from '../../../scripts/setup/folders.mjs';

const MODELS = join(ROOT_DIR, 'test/fixtures/diffusion/models');

/**
 * The tiny pipeline of a family in the layout of its public folder: the controlled UNet as "controlnet", FLUX's
 * transformer as "unet", tokenizers also as graphs, and pictures and forms for other runtimes beside it.
 */
export function hubRepository(family: 'sdxl' | 'flux'): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const copy = (from: string, to: string) => {
    for (const entry of readdirSync(join(MODELS, from), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(join(MODELS, from).length + 1);
      files.set(to === '' ? name : `${to}/${name}`, readFileSync(path));
    }
  };
  copy(`tiny_${family}`, '');
  if (family === 'sdxl') copy('tiny_sdxl_controlnet/unet_controlnet', 'controlnet');
  if (family === 'flux')
    for (const [path, content] of [...files])
      if (path.startsWith('transformer/')) {
        files.delete(path);
        files.set(path.replace('transformer/', 'unet/'), content);
      }
  files.set('tokenizer/model.onnx', Buffer.from('needs other operators'));
  files.set('unet/RyzenAI/model.onnx', Buffer.from('for another runtime'));
  files.set('Sample.png', Buffer.from('a picture'));
  files.set('.gitattributes', Buffer.from('*.onnx filter=lfs'));
  if (family === 'flux') files.set('vae_encoder/model.onnx', vaeEncoder());
  return files;
}

/** tiny_flux has none; its public folder does. */
function vaeEncoder(): Buffer {
  return readFileSync(join(MODELS, 'tiny_sd/vae_encoder/model.onnx'));
}
