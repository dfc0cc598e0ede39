/** A model that engine `diffusion` needs for a step. */
export interface ModelNeed {
  /** Field of the spec that names it. */
  field: string;
  /** What it must be able to do, one of Model.tasks. */
  task: string;
  /** What that is, in words. */
  ability: string;
}

/** What engine `diffusion` needs for a step: all of it in one worker, and of one family. */
export interface EngineNeeds {
  step: 1 | 2 | 3;
  /** Field of the spec that chooses the engine. */
  engineField: string;
  /** Field of the spec that chooses the scheduler. */
  schedulerField: string;
  models: readonly ModelNeed[];
  /** Installs what is needed, for an operator who has no other wish: models whose licence lets ads be sold. */
  command: string;
}

const INSTALL = 'npm run models -- add';
const PICTURES = { task: 'text_to_image', ability: 'makes pictures from text' };

/** Of the three steps. The first model is the one that makes the picture. */
export const ENGINE_NEEDS: readonly EngineNeeds[] = [
  {
    step: 1,
    engineField: 'background.engine',
    schedulerField: 'background.scheduler',
    models: [{ field: 'background.model', ...PICTURES }],
    command: `${INSTALL} sdxl-base`,
  },
  {
    step: 2,
    engineField: 'text.engine',
    schedulerField: 'text.scheduler',
    models: [
      { field: 'text.model', ...PICTURES },
      { field: 'text.control_model', task: 'control', ability: 'keeps them to edges' },
    ],
    command: `${INSTALL} sdxl-base && ${INSTALL} controlnet-canny-sdxl`,
  },
  {
    step: 3,
    engineField: 'composition.engine',
    schedulerField: 'composition.scheduler',
    models: [{ field: 'composition.model', task: 'inpainting', ability: 'paints parts of a picture anew' }],
    command: `${INSTALL} sdxl-base`,
  },
];
