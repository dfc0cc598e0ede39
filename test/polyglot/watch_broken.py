"""Drives clients/python/make_ad.py's functions as a caller whose watch breaks again and again.

Prints one JSON document: what was seen, for the test to judge.
"""

import json
import sys
import uuid

import grpc
import make_ad
from nanococoa.common.v1 import ad_spec_pb2
from nanococoa.frontend.v1 import frontend_service_pb2 as frontend
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc

address, photo, out = sys.argv[1:]
with grpc.insecure_channel(address) as channel:
    stub = frontend_grpc.FrontendServiceStub(channel)
    image = make_ad.upload(stub, photo)
    spec = ad_spec_pb2.AdSpec(
        product=ad_spec_pb2.ProductSpec(image_id=image.id),
        background=ad_spec_pb2.BackgroundSpec(prompt="white marble table"),
        text=ad_spec_pb2.TextSpec(content="특가", prompt="polished gold"),
        output=ad_spec_pb2.OutputSpec(width=256, height=256),
    )
    job = stub.CreateJob(frontend.CreateJobRequest(request_id=str(uuid.uuid4()), spec=spec)).job

    calls = []
    sequences, kinds, fractions = [], [], []
    for news in make_ad.watch(stub, job.id, calls.append):
        if news.WhichOneof("news") == "event":
            sequences.append(news.event.sequence)
            kinds.append(news.event.WhichOneof("event"))
            if len(calls) <= 3:
                calls[-1].cancel()
        elif news.WhichOneof("news") == "progress":
            fractions.append(news.progress.fraction)
    job = stub.GetJob(frontend.GetJobRequest(job_id=job.id)).job
    make_ad.download(stub, job.result.id, out)

    try:
        stub.CreateJob(frontend.CreateJobRequest(request_id="x", spec=ad_spec_pb2.AdSpec(start_step=9)))
        refused = None
    except grpc.RpcError as error:
        refused = error.code().name

print(json.dumps({
    "image_id": image.id,
    "job_state": job.state,
    "result_id": job.result.id,
    "watch_calls": len(calls),
    "sequences": sequences,
    "kinds": kinds,
    "fractions": fractions,
    "refused": refused,
}))
