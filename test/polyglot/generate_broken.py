"""Drives clients/python/generate_ad.py as a caller whose call breaks again and again.

Prints one JSON document: what was seen, for the test to judge.
"""

import json
import sys
import uuid

import generate_ad
import grpc
from nanococoa.common.v1 import ad_spec_pb2
from nanococoa.frontend.v1 import frontend_service_pb2 as frontend
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc

address, photo, out = sys.argv[1:]
with grpc.insecure_channel(address) as channel:
    stub = frontend_grpc.FrontendServiceStub(channel)
    spec = ad_spec_pb2.AdSpec(
        text=ad_spec_pb2.TextSpec(content="특가", prompt="polished gold"),
        output=ad_spec_pb2.OutputSpec(width=256, height=256),
    )
    request = frontend.CreateJobRequest(request_id=str(uuid.uuid4()), spec=spec)

    calls, kinds, sequences = [], [], []
    finished = None
    for answer in generate_ad.generate(stub, request, photo, out, calls.append):
        kind = answer.WhichOneof("part")
        kinds.append(kind)
        if kind == "event":
            sequences.append(answer.event.sequence)
            if answer.event.HasField("finished"):
                finished = answer.event.finished.job
            if len(calls) <= 3:
                calls[-1].cancel()
    job = stub.GetJob(frontend.GetJobRequest(job_id=finished.id)).job

    refusals = []
    for bad in (frontend.CreateJobRequest(request_id="x y"), request):
        if bad is request:
            bad = frontend.CreateJobRequest()
            bad.CopyFrom(request)
            bad.spec.text.content = "another"
        try:
            list(generate_ad.generate(stub, bad, None, out + ".bad"))
        except grpc.RpcError as error:
            refusals.append(error.code().name)

print(json.dumps({
    "calls": len(calls),
    "kinds": kinds,
    "sequences": sequences,
    "product_id": job.spec.product.image_id,
    "result_id": job.result.id,
    "refusals": refusals,
}))
