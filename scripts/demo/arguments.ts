import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT_DIR, STATE_DIR } from '../setup/folders.mjs';
import { SetupError } from '../setup/setup-error.mjs';

export interface DemoArguments {
  help: boolean;
  photo: string;
  prompt: string;
  text: string;
  /** Material and look of the letters. */
  material: string;
  out: string;
}

export const DEMO_HELP = `npm run demo [-- OPTIONS]

Makes an ad by the mesh that runs from this folder, or by one started for it.

  --text TEXT      the ad copy, Korean or English (default: 오늘의 커피 3,900원)
  --prompt TEXT    the scene
  --material TEXT  material and look of the letters
  --photo FILE     the product photo: PNG, JPEG, WebP or AVIF (default: assets/sample/coffee.png)
  --out FILE       where to put the ad (default: .nanococoa/demo/ad.png)
  --help           this text
`;

/** Paths are taken from the folder in which npm was called. */
export function parseDemoArguments(argv: string[], callerDir: string): DemoArguments {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        text: { type: 'string', default: '오늘의 커피 3,900원' },
        prompt: { type: 'string', default: '늦은 밤 아늑한 카페의 짙은 호두나무 테이블' },
        material: { type: 'string', default: 'polished gold' },
        photo: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return {
      ...values,
      photo: values.photo ? resolve(callerDir, values.photo) : join(ROOT_DIR, 'assets/sample/coffee.png'),
      out: values.out ? resolve(callerDir, values.out) : join(STATE_DIR, 'demo/ad.png'),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : String(error);
    throw new SetupError(`${reason}: see npm run demo -- --help.`);
  }
}
