"""Drives clients/python/watch_jobs.py's functions as a caller whose watch breaks again and again.

Prints one JSON document: what was seen, for the test to judge.
"""

import json
import sys
import uuid

import grpc
import watch_jobs
from nanococoa.common.v1 import ad_spec_pb2
from nanococoa.frontend.v1 import frontend_service_pb2 as frontend
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc

address, foreign_cursor = sys.argv[1:]
with grpc.insecure_channel(address) as channel:
    stub = frontend_grpc.FrontendServiceStub(channel)

    def submit(seed):
        spec = ad_spec_pb2.AdSpec(
            text=ad_spec_pb2.TextSpec(content="특가"),
            output=ad_spec_pb2.OutputSpec(width=256, height=256),
            seed=seed,
        )
        return stub.CreateJob(frontend.CreateJobRequest(request_id=str(uuid.uuid4()), spec=spec)).job.id

    before, cursor = watch_jobs.list_jobs(stub)
    jobs = [submit(501), submit(502)]
    calls, events, deleted, cursors, fractions = [], {}, [], [], {}
    finished = set()
    for message in watch_jobs.watch_jobs(stub, cursor, calls.append):
        cursors.append(message.cursor)
        if message.HasField("progress"):
            fractions.setdefault(message.progress.job_id, []).append(message.progress.fraction)
        if message.HasField("event"):
            event = message.event
            events.setdefault(event.job_id, []).append(event.sequence)
            if event.HasField("finished"):
                finished.add(event.job_id)
                if len(finished) == len(jobs):
                    stub.DeleteJob(frontend.DeleteJobRequest(job_id=jobs[0]))
        if message.HasField("event") or message.HasField("deleted"):
            if len(calls) <= 5:
                calls[-1].cancel()
        if message.HasField("deleted"):
            deleted.append(message.deleted.job_id)
            break
    after, _ = watch_jobs.list_jobs(stub)

    try:
        next(watch_jobs.watch_jobs(stub, foreign_cursor))
        refused = None
    except grpc.RpcError as error:
        refused = error.code().name

print(json.dumps({
    "jobs": jobs,
    "calls": len(calls),
    "events": events,
    "deleted": deleted,
    "cursors": cursors,
    "fractions": fractions,
    "added": [job.id for job in after if job.id not in {each.id for each in before}],
    "refused": refused,
}))
