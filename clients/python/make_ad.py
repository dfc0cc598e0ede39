"""Makes an ad with nanoCocoa: uploads a photo, creates a job, watches it, downloads the ad.

Needs grpcio and the stubs made from the protos:

    pip install grpcio grpcio-tools
    python -m grpc_tools.protoc -I proto --python_out=stubs --grpc_python_out=stubs $(find proto/nanococoa -name '*.proto')
    PYTHONPATH=stubs python clients/python/make_ad.py photo.png --text "오늘의 커피 3,900원" --out ad.png
"""

import argparse
import hashlib
import os
import sys
import time
import uuid

import grpc
from connection import add_connection_arguments, open_channel
from nanococoa.common.v1 import ad_spec_pb2, image_pb2, job_pb2
from nanococoa.frontend.v1 import frontend_service_pb2 as frontend
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc
from watchdog import SILENCE_SECONDS, unless_silent

CHUNK_BYTES = 256 * 1024


def upload(stub, path):
    """Streams a file; gives the stored Image. Nothing larger than a chunk is in memory."""

    def requests():
        digest = hashlib.sha256()
        first = image_pb2.Image(size_bytes=os.path.getsize(path))
        yield frontend.UploadImageRequest(chunk=image_pb2.ImageChunk(image=first))
        offset = 0
        with open(path, "rb") as file:
            while data := file.read(CHUNK_BYTES):
                digest.update(data)
                yield frontend.UploadImageRequest(chunk=image_pb2.ImageChunk(offset=offset, data=data))
                offset += len(data)
        last = image_pb2.ImageChunk(offset=offset, sha256=digest.hexdigest())
        yield frontend.UploadImageRequest(chunk=last)

    return stub.UploadImage(requests()).image


def watch(stub, job_id, on_call=lambda call: None, silence_seconds=SILENCE_SECONDS):
    """All news of a job, to its last event. A broken or silent stream is resumed: no event is missed or comes twice."""
    sequence, delay, floor = 0, 0.1, ProgressFloor()
    while True:
        try:
            call = stub.WatchJob(frontend.WatchJobRequest(job_id=job_id, after_sequence=sequence))
            on_call(call)
            for news in unless_silent(call, silence_seconds):
                delay = 0.1
                if news.WhichOneof("news") == "event":
                    sequence = news.event.sequence
                floor.apply(news)
                yield news
                if news.event.HasField("finished"):
                    return
        except grpc.RpcError as error:
            if not was_cut(error):
                raise
            time.sleep(delay)
            delay = min(2 * delay, 5)


class ProgressFloor:
    """Keeps a job's fractions from going back when a resumed stream knows less than was seen before."""

    def __init__(self):
        self.step, self.fraction, self.step_fraction = 0, 0.0, 0.0

    def apply(self, news):
        """Raises the fractions of progress to the highest seen; a step that is retried may go back."""
        if news.event.HasField("retrying"):
            self.__init__()
        if not news.HasField("progress"):
            return
        progress = news.progress
        progress.fraction = self.fraction = max(self.fraction, progress.fraction)
        if progress.step == self.step:
            progress.step_fraction = max(self.step_fraction, progress.step_fraction)
        if progress.step > 0:
            self.step, self.step_fraction = progress.step, progress.step_fraction


def was_cut(error):
    """Whether a stream broke, by a restart or on the way. An answer of the server's has details; a cut has none."""
    answered = any(key == "grpc-status-details-bin" for key, _ in error.trailing_metadata() or ())
    return error.code() == grpc.StatusCode.UNAVAILABLE or not answered


def download(stub, image_id, path):
    """Writes an image to a file and checks its digest, which is its id."""
    digest = hashlib.sha256()
    with open(path, "wb") as file:
        for message in stub.DownloadImage(frontend.DownloadImageRequest(image_id=image_id)):
            digest.update(message.chunk.data)
            file.write(message.chunk.data)
    if digest.hexdigest() != image_id:
        raise ValueError(f"{path} is damaged")


def main():
    parser = argparse.ArgumentParser(description="Makes an ad with nanoCocoa.")
    parser.add_argument("photo")
    add_connection_arguments(parser)
    parser.add_argument("--prompt", default="rustic walnut table in a warm cafe")
    parser.add_argument("--text", default="")
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--out", default="ad.png")
    arguments = parser.parse_args()

    with open_channel(arguments) as channel:
        stub = frontend_grpc.FrontendServiceStub(channel)
        photo = upload(stub, arguments.photo)
        spec = ad_spec_pb2.AdSpec(
            product=ad_spec_pb2.ProductSpec(image_id=photo.id),
            background=ad_spec_pb2.BackgroundSpec(prompt=arguments.prompt),
            text=ad_spec_pb2.TextSpec(content=arguments.text),
            output=ad_spec_pb2.OutputSpec(width=arguments.size, height=arguments.size),
        )
        request = frontend.CreateJobRequest(request_id=str(uuid.uuid4()), spec=spec)
        job = stub.CreateJob(request).job
        for news in watch(stub, job.id):
            if news.WhichOneof("news") == "progress":
                print(f"{news.progress.fraction:4.0%} {news.progress.message}")
            elif news.event.HasField("finished"):
                job = news.event.finished.job
        if job.state != job_pb2.JOB_STATE_SUCCEEDED:
            sys.exit(f"{job.error.reason}: {job.error.message}")
        download(stub, job.result.id, arguments.out)
        print(arguments.out)


if __name__ == "__main__":
    main()
