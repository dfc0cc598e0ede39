import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { PRODUCTS, type ProductName } from '../../test/support/products/products.ts';
import { renderProduct } from '../../test/support/products/render-product.ts';
import { ROOT_DIR, STATE_DIR } from '../setup/folders.mjs';
import { SetupError } from '../setup/setup-error.mjs';

const FILES: Record<string, string> = { coffee: 'assets/sample/coffee.png' };
const RENDERED_WIDTH = 1200;

/** Photos of synthetic products that this process has rendered or is rendering. */
const rendered = new Map<ProductName, Promise<string>>();

/**
 * Path of a photo: one of the repository's, or one of a synthetic product, rendered when it is first asked for.
 * @throws SetupError naming the photos that there are
 */
export async function galleryPhoto(name: string): Promise<string> {
  const file = FILES[name];
  if (file !== undefined) return join(ROOT_DIR, file);
  if (!isProduct(name)) {
    const known = [...Object.keys(FILES), ...Object.keys(PRODUCTS)].join(', ');
    throw new SetupError(`There is no photo "${name}"; there are ${known}.`);
  }
  const path = rendered.get(name) ?? renderPhoto(name);
  rendered.set(name, path);
  return path;
}

async function renderPhoto(name: ProductName): Promise<string> {
  const folder = join(STATE_DIR, 'gallery');
  const path = join(folder, `${name}.png`);
  await mkdir(folder, { recursive: true });
  const { photo, height } = await renderProduct(name, { width: RENDERED_WIDTH });
  await sharp(photo, { raw: { width: RENDERED_WIDTH, height, channels: 3 } })
    .png()
    .toFile(path);
  return path;
}

function isProduct(name: string): name is ProductName {
  return Object.hasOwn(PRODUCTS, name);
}
