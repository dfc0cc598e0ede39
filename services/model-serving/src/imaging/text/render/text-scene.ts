import type { PrefilteredEnvironment } from '../../light/prefilter-environment.ts';
import type { Field } from '../geometry/field.ts';
import type { Shape } from '../geometry/solid.ts';
import type { TextMaterial } from '../material/text-material.ts';
import type { Backdrop } from './backdrop.ts';
import type { KeyLight } from './key-light.ts';

/** Everything that a rendering of letters depends on: plain data, so that band threads can share it. */
export interface TextScene {
  field: Field;
  shape: Shape;
  material: TextMaterial;
  studio: PrefilteredEnvironment;
  key: KeyLight;
  /** The picture behind, for glass. */
  backdrop: Backdrop | undefined;
  /** Rows of the field at which a next line of copy begins; for what differs from line to line. */
  lineStarts: readonly number[];
  /** Chooses where patterns begin. */
  seed: number;
}
