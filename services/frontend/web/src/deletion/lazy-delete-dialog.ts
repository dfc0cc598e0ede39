import { lazyPart } from '../app/lazy-part.tsx';

/** Asks whether to delete ads; loaded when it is first asked. */
export const DeleteDialog = lazyPart(() => import('./delete-dialog.tsx'));
