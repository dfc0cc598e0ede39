"""Follows all of a caller's jobs: lists them, then prints what happens to any of them until Ctrl-C.

Needs grpcio and the stubs, see make_ad.py:

    PYTHONPATH=stubs python clients/python/watch_jobs.py
"""

import argparse
import time

import grpc
from connection import add_connection_arguments, open_channel
from make_ad import ProgressFloor, was_cut
from nanococoa.common.v1 import job_pb2
from nanococoa.frontend.v1 import frontend_service_pb2 as frontend
from nanococoa.frontend.v1 import frontend_service_pb2_grpc as frontend_grpc
from watchdog import SILENCE_SECONDS, unless_silent


def watch_jobs(stub, cursor="", on_call=lambda call: None, silence_seconds=SILENCE_SECONDS):
    """All news of all jobs after a cursor, without end; each message carries the cursor to go on after.

    A broken or silent stream is resumed: no event and no deletion is missed or comes twice. Without a cursor it begins now.
    Raises grpc.RpcError with OUT_OF_RANGE when the cursor has expired: list the jobs again.
    """
    delay, floors = 0.1, {}
    while True:
        try:
            call = stub.WatchJobs(frontend.WatchJobsRequest(cursor=cursor))
            on_call(call)
            for message in unless_silent(call, silence_seconds):
                delay, cursor = 0.1, message.cursor
                keep_fractions(floors, message)
                yield message
        except grpc.RpcError as error:
            if not was_cut(error):
                raise
            time.sleep(delay)
            delay = min(2 * delay, 5)


def keep_fractions(floors, message):
    """Keeps each job's fractions from going back; jobs that are over are forgotten."""
    if message.HasField("progress"):
        floors.setdefault(message.progress.job_id, ProgressFloor()).apply(message)
    elif message.event.HasField("finished"):
        floors.pop(message.event.job_id, None)
    elif message.HasField("event") and message.event.job_id in floors:
        floors[message.event.job_id].apply(message)
    elif message.HasField("deleted"):
        floors.pop(message.deleted.job_id, None)


def list_jobs(stub):
    """All jobs, newest first, and the cursor after which to watch so that nothing is missed."""
    first = stub.ListJobs(frontend.ListJobsRequest())
    jobs, token = list(first.jobs), first.next_page_token
    while token:
        page = stub.ListJobs(frontend.ListJobsRequest(page_token=token))
        jobs.extend(page.jobs)
        token = page.next_page_token
    return jobs, first.watch_cursor


def describe(message):
    """One line for people; nothing for a heartbeat."""
    kind = message.WhichOneof("news")
    if kind == "progress":
        return f"{message.progress.job_id} {message.progress.fraction:4.0%} {message.progress.message}"
    if kind == "event":
        return f"{message.event.job_id} {message.event.WhichOneof('event')}"
    if kind == "deleted":
        return f"{message.deleted.job_id} deleted"
    return None


def main():
    parser = argparse.ArgumentParser(description="Follows all jobs of nanoCocoa.")
    add_connection_arguments(parser)
    arguments = parser.parse_args()
    with open_channel(arguments) as channel:
        stub = frontend_grpc.FrontendServiceStub(channel)
        while True:
            jobs, cursor = list_jobs(stub)
            for job in reversed(jobs):
                print(f"{job.id} {job_pb2.JobState.Name(job.state)}", flush=True)
            try:
                for message in watch_jobs(stub, cursor):
                    if line := describe(message):
                        print(line, flush=True)
            except grpc.RpcError as error:
                # What followed the cursor is not kept any more: begin again.
                if error.code() != grpc.StatusCode.OUT_OF_RANGE:
                    raise


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
