"""Ends a stream on which nothing arrives any more, so that its reader can open it again."""

import threading

# The server sends a heartbeat every 15 s.
SILENCE_SECONDS = 40


def unless_silent(call, silence_seconds=SILENCE_SECONDS):
    """The messages of a call, which is cancelled when none arrives for too long, not even a heartbeat.

    Its reader gets a grpc.RpcError then, as from a stream that was cut. The time that the reader takes for a message
    is not counted.
    """
    messages = iter(call)
    while True:
        timer = threading.Timer(silence_seconds, call.cancel)
        timer.daemon = True
        timer.start()
        try:
            message = next(messages, None)
        finally:
            timer.cancel()
        if message is None:
            return
        yield message
