"""Makes an ad with nanoCocoa in a single call: spec and photo go in, news and the ad come out.

Needs grpcio and the stubs made from the protos, as make_ad.py says:

    PYTHONPATH=stubs python clients/python/generate_ad.py photo.png --text "오늘의 커피 3,900원" --out ad.png
"""

import argparse
import hashlib
import os
import sys
import time
import uuid

import grpc
from connection import add_connection_arguments, open_channel
from make_ad import CHUNK_BYTES, ProgressFloor, was_cut
from nanococoa.common.v1 import ad_spec_pb2, image_pb2, job_pb2
from nanococoa.frontend.v1 import frontend_service_pb2 as frontend
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc


def generate(stub, job, photo, out, on_call=lambda call: None):
    """Makes the ad and writes it to `out`; yields the answers that are news: the job, its events, its progress.

    A broken call is made again with the same request_id, which names the same job: no event comes twice, and the
    photo is sent again only if no job was made of it.
    """
    is_accepted, sequence, delay, floor = False, 0, 0.1, ProgressFloor()
    while True:
        try:
            call = stub.GenerateAd(requests(job, None if is_accepted else photo))
            on_call(call)
            for answer in call:
                delay = 0.1
                kind = answer.WhichOneof("part")
                if kind == "chunk":
                    write(out, answer.chunk)
                    continue
                if kind == "job":
                    if is_accepted:
                        continue
                    is_accepted = True
                if kind == "event":
                    if answer.event.sequence <= sequence:
                        continue
                    sequence = answer.event.sequence
                floor.apply(answer)
                yield answer
            return
        except grpc.RpcError as error:
            if not was_cut(error):
                raise
            time.sleep(delay)
            delay = min(2 * delay, 5)


def requests(job, photo):
    """The stream of requests: the job, then the photo in chunks. Nothing larger than a chunk is in memory."""
    yield frontend.GenerateAdRequest(job=job)
    if photo is None:
        return
    digest = hashlib.sha256()
    offset = 0
    first = image_pb2.Image(size_bytes=os.path.getsize(photo))
    yield frontend.GenerateAdRequest(chunk=image_pb2.ImageChunk(image=first))
    with open(photo, "rb") as file:
        while data := file.read(CHUNK_BYTES):
            digest.update(data)
            yield frontend.GenerateAdRequest(chunk=image_pb2.ImageChunk(offset=offset, data=data))
            offset += len(data)
    yield frontend.GenerateAdRequest(chunk=image_pb2.ImageChunk(offset=offset, sha256=digest.hexdigest()))


def write(path, chunk):
    """Puts a piece of the ad at its place, and checks the whole when the last piece has come."""
    with open(path, "wb" if chunk.offset == 0 else "r+b") as file:
        file.seek(chunk.offset)
        file.write(chunk.data)
    if chunk.sha256:
        with open(path, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != chunk.sha256:
                raise ValueError(f"{path} is damaged")


def main():
    parser = argparse.ArgumentParser(description="Makes an ad with nanoCocoa in a single call.")
    parser.add_argument("photo")
    add_connection_arguments(parser)
    parser.add_argument("--prompt", default="rustic walnut table in a warm cafe")
    parser.add_argument("--text", default="")
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--out", default="ad.png")
    arguments = parser.parse_args()

    spec = ad_spec_pb2.AdSpec(
        background=ad_spec_pb2.BackgroundSpec(prompt=arguments.prompt),
        text=ad_spec_pb2.TextSpec(content=arguments.text),
        output=ad_spec_pb2.OutputSpec(width=arguments.size, height=arguments.size),
    )
    request = frontend.CreateJobRequest(request_id=str(uuid.uuid4()), spec=spec)
    with open_channel(arguments) as channel:
        stub = frontend_grpc.FrontendServiceStub(channel)
        for answer in generate(stub, request, arguments.photo, arguments.out):
            if answer.WhichOneof("part") == "progress":
                print(f"{answer.progress.fraction:4.0%} {answer.progress.message}")
            elif answer.event.HasField("finished"):
                job = answer.event.finished.job
                if job.state != job_pb2.JOB_STATE_SUCCEEDED:
                    sys.exit(f"{job.error.reason}: {job.error.message}")
    print(arguments.out)


if __name__ == "__main__":
    main()
