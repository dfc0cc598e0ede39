import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import type { FrontendServiceImplementation } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from './dependencies.ts';
import { appendUpload } from './rpc/append-upload.ts';
import { cancelJob } from './rpc/cancel-job.ts';
import { createJob } from './rpc/create-job.ts';
import { createUpload } from './rpc/create-upload.ts';
import { deleteJob } from './rpc/delete-job.ts';
import { downloadFont } from './rpc/download-font.ts';
import { downloadImage } from './rpc/download-image.ts';
import { generateAd } from './rpc/generate-ad.ts';
import { getImage } from './rpc/get-image.ts';
import { getJob } from './rpc/get-job.ts';
import { getServerStatus } from './rpc/get-server-status.ts';
import { getUpload } from './rpc/get-upload.ts';
import { listFonts } from './rpc/list-fonts.ts';
import { listJobs } from './rpc/list-jobs.ts';
import { listModels } from './rpc/list-models.ts';
import { listParameters } from './rpc/list-parameters.ts';
import { recommendFonts } from './rpc/recommend-fonts.ts';
import { rerunJob } from './rpc/rerun-job.ts';
import { uploadImage } from './rpc/upload-image.ts';
import { watchJob } from './rpc/watch-job.ts';
import { watchJobs } from './rpc/watch-jobs.ts';

/** Every rpc of the FrontendService. */
export function frontendRpcs(dependencies: Dependencies): FrontendServiceImplementation<ContextExtension> {
  return {
    uploadImage: uploadImage(dependencies),
    createUpload: createUpload(dependencies),
    appendUpload: appendUpload(dependencies),
    getUpload: getUpload(dependencies),
    getImage: getImage(dependencies),
    downloadImage: downloadImage(dependencies),
    createJob: createJob(dependencies),
    getJob: getJob(dependencies),
    listJobs: listJobs(dependencies),
    cancelJob: cancelJob(dependencies),
    deleteJob: deleteJob(dependencies),
    rerunJob: rerunJob(dependencies),
    watchJob: watchJob(dependencies),
    watchJobs: watchJobs(dependencies),
    generateAd: generateAd(dependencies),
    listFonts: listFonts(),
    downloadFont: downloadFont(dependencies),
    recommendFonts: recommendFonts(),
    listParameters: listParameters(),
    listModels: listModels(dependencies),
    getServerStatus: getServerStatus(dependencies),
  };
}
