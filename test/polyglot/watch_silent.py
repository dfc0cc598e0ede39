"""Drives the watches of clients/python against a server that falls silent, with a shorter limit than theirs.

Prints one JSON document: the events' numbers, for the test to judge.
"""

import json
import sys

import grpc
import make_ad
import watch_jobs
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc

address, job_id, silence_seconds = sys.argv[1:]
limit = {"silence_seconds": float(silence_seconds)}
with grpc.insecure_channel(address) as channel:
    stub = frontend_grpc.FrontendServiceStub(channel)
    of_job = [news.event.sequence for news in make_ad.watch(stub, job_id, **limit) if news.HasField("event")]
    of_jobs = []
    for message in watch_jobs.watch_jobs(stub, "listed", **limit):
        if message.HasField("event"):
            of_jobs.append(message.event.sequence)
            if message.event.HasField("finished"):
                break

print(json.dumps({"job": of_job, "jobs": of_jobs}))
