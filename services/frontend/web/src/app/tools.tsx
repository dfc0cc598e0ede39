import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { ComponentType, JSX } from 'react';
import { OpeningTool } from '../job/opening-tool.tsx';
import { lazyPart } from './lazy-part.tsx';
import type { Tool } from './route.ts';

export interface ToolProps extends JSX.IntrinsicAttributes {
  /** An ad whose first step is done. */
  job: Job;
  /** Goes back to the ad. */
  onClose(): void;
}

/** The tools that work on an ad; each is loaded when it is first opened: see lazyPart. */
export const TOOLS: Readonly<Record<Tool, ComponentType<ToolProps>>> = {
  arrange: lazyPart<ToolProps>(() => import('../arrange/arrange-tool.tsx'), <OpeningTool />),
  cutout: lazyPart<ToolProps>(() => import('../cutout/cutout-tool.tsx'), <OpeningTool />),
};
