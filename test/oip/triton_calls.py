"""Speaks to a server with NVIDIA's public client: ADDRESS. Prints what it saw as JSON."""

import json
import sys
import threading

import numpy as np
import tritonclient.grpc as triton
from tritonclient.utils import InferenceServerException, np_to_triton_dtype

client = triton.InferenceServerClient(sys.argv[1])


def given(name, array):
    tensor = triton.InferInput(name, array.shape, np_to_triton_dtype(array.dtype))
    tensor.set_data_from_numpy(array)
    return tensor


def refusal(call):
    try:
        call()
    except InferenceServerException as error:
        return [error.status(), error.message()]
    return None


def states():
    index = client.get_model_repository_index(as_json=True)["models"]
    return {model["name"]: model["state"] for model in index}


seen = {
    "live": client.is_server_live(),
    "ready": client.is_server_ready(),
    "server": client.get_server_metadata(as_json=True),
    "models_ready": {
        name: client.is_model_ready(name) for name in ["add", "damaged", "nobody", "pipeline"]
    },
    "states": [states()],
}
client.load_model("add")
seen["states"].append(states())
client.unload_model("add")
seen["states"].append(states())
seen["metadata"] = client.get_model_metadata("add", "1", as_json=True)

a = np.linspace(-1, 1, 1000, dtype=np.float32)
b = np.full(1000, 0.1, dtype=np.float32)
result = client.infer(
    "add", [given("a", a), given("b", b)], request_id="mine", priority=1, timeout=5, compression_algorithm="gzip"
)
seen["id"] = result.get_response().id
seen["sum_is_exact"] = bool((result.as_numpy("9") == a + b).all())
seen["difference_is_exact"] = bool((result.as_numpy("1") == a - b).all())

echoes = {
    "bool": np.array([[True], [False]]),
    "float16": np.array([[0.5, -2]], dtype=np.float16),
    "float32": np.array([[np.pi]], dtype=np.float32),
    "float64": np.array([np.pi]),
    "int8": np.array([-128, 127], dtype=np.int8),
    "int16": np.array([-(2**15)], dtype=np.int16),
    "int32": np.array([-(2**31)], dtype=np.int32),
    "int64": np.array([-(2**63), 2**63 - 1]),
    "uint8": np.array([255], dtype=np.uint8),
    "uint16": np.zeros([0, 2], dtype=np.uint16),
    "uint32": np.array(2**32 - 1, dtype=np.uint32),
    "uint64": np.array([2**64 - 1], dtype=np.uint64),
}
result = client.infer("echo", [given(name, array) for name, array in echoes.items()])
seen["echoed"] = [
    name
    for name, array in echoes.items()
    if result.as_numpy(name).dtype == array.dtype
    and result.as_numpy(name).shape == array.shape
    and (result.as_numpy(name) == array).all()
]

texts = np.array([b"text"], dtype=np.object_)
seen["refusals"] = {
    "unknown model": refusal(lambda: client.infer("nobody", [given("a", a)])),
    "texts": refusal(lambda: client.infer("add", [given("a", texts)])),
    "sequence": refusal(lambda: client.infer("add", [given("a", a)], sequence_id=7)),
    "classification": refusal(
        lambda: client.infer("add", [given("a", a)], outputs=[triton.InferRequestedOutput("9", class_count=3)])
    ),
    "configuration": refusal(lambda: client.load_model("add", config="{}")),
    "damaged": refusal(lambda: client.load_model("damaged")),
    "deadline": refusal(lambda: client.infer("slow", [], client_timeout=0.2)),
    "not offered": refusal(lambda: client.get_model_config("add")),
}

answered = threading.Event()
answers = []


def on_answer(result, error):
    answers.append(error.status() if error else None)
    answered.set()


call = client.async_infer("slow", [], on_answer)
threading.Timer(0.2, call.cancel).start()
seen["cancelled"] = answered.wait(10) and answers
print(json.dumps(seen))
