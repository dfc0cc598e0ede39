import { AdSpec, type NanococoaError, toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useRunning } from '../app/use-running.ts';
import { useRerun } from '../job/use-rerun.ts';
import { type Crop, panCrop, type Size, WHOLE, zoomCrop } from './crop.ts';
import { judgeFile, judgePicture, type Refusal, type Verdict } from './judge-picture.ts';
import { cutPicture, type ReadPicture, readPicture } from './read-picture.ts';

/** A chosen picture that can be used. */
export interface UsablePicture extends Size {
  file: File;
  url: string;
  verdict: Extract<Verdict, { kind: 'usable' }>;
}

export type OwnPictureState =
  | { kind: 'none' }
  | { kind: 'reading' }
  | { kind: 'refused'; reason: Refusal }
  | { kind: 'chosen'; picture: UsablePicture };

export interface OwnPicture {
  state: OwnPictureState;
  crop: Crop;
  pan(dx: number, dy: number): void;
  zoomTo(zoom: number): void;
  take(file: File): void;
  /** Uploads the picture and makes the version with it. */
  use(): void;
  /** How much of the upload has been sent, 0 to 1; undefined: nothing is being uploaded. */
  sent: number | undefined;
  isSending: boolean;
  error: NanococoaError | undefined;
}

/** A picture of one's own in the place of a step's result: read, judged, cut, uploaded, used. */
export function useOwnPicture(job: Job, step: 1 | 2, ad: Size): OwnPicture {
  const client = useClient();
  const rerun = useRerun(job);
  const [state, setState] = useState<OwnPictureState>({ kind: 'none' });
  const [crop, setCrop] = useState(WHOLE);
  const [sent, setSent] = useState<number>();
  const [failure, setFailure] = useState<NanococoaError>();
  const read = useRef<ReadPicture>(undefined);
  const running = useRunning();
  useEffect(() => () => read.current?.bitmap.close(), []);
  const url = state.kind === 'chosen' ? state.picture.url : undefined;
  useEffect(() => {
    if (url !== undefined) return () => URL.revokeObjectURL(url);
  }, [url]);

  const take = (file: File) => {
    const signal = running.begin();
    setSent(undefined);
    setFailure(undefined);
    setCrop(WHOLE);
    const reason = judgeFile(file);
    if (reason !== undefined) return setState({ kind: 'refused', reason });
    setState({ kind: 'reading' });
    readPicture(file).then(
      (picture) => {
        if (signal.aborted) return picture.bitmap.close();
        read.current?.bitmap.close();
        read.current = picture;
        const { width, height } = picture;
        const verdict = judgePicture(picture, step, ad);
        if (verdict.kind === 'refused') return setState(verdict);
        setState({
          kind: 'chosen',
          picture: { file, width, height, verdict, url: URL.createObjectURL(file) },
        });
      },
      () => !signal.aborted && setState({ kind: 'refused', reason: 'type' }),
    );
  };

  const use = () => {
    const bitmap = read.current?.bitmap;
    if (state.kind !== 'chosen' || bitmap === undefined || sent !== undefined || rerun.isSending) return;
    const { file, verdict } = state.picture;
    const signal = running.begin();
    setSent(0);
    setFailure(undefined);
    (verdict.needsCrop ? cutPicture(bitmap, ad, crop) : Promise.resolve(file))
      .then((bytes) =>
        client.upload(bytes, {
          signal,
          onProgress: ({ sentBytes, totalBytes }) =>
            !signal.aborted && setSent(sentBytes / Math.max(1, totalBytes)),
        }),
      )
      .then(({ id }) => {
        if (signal.aborted) return;
        const spec = step === 1 ? { step1ImageId: id } : { step2ImageId: id };
        rerun.send({ paths: [`step${step}_image_id`], spec: AdSpec.fromPartial(spec) });
      })
      .catch((error: unknown) => !signal.aborted && setFailure(toNanococoaError(error)))
      .finally(() => !signal.aborted && setSent(undefined));
  };

  const size = state.kind === 'chosen' ? state.picture : ad;
  return {
    state,
    crop,
    pan: (dx, dy) => setCrop((before) => panCrop(before, size, ad, dx, dy)),
    zoomTo: (zoom) => setCrop((before) => zoomCrop(before, size, ad, zoom)),
    take,
    use,
    sent,
    isSending: rerun.isSending,
    error: failure ?? rerun.error,
  };
}
