"""Runs a model of one input with NVIDIA's public client: ADDRESS MODEL INPUT OUTPUT.

INPUT holds the elements of its first input as float32, all sizes of which are fixed; the elements of its first output
are written to OUTPUT. Prints what the server tells of the model as JSON.
"""

import json
import sys

import numpy as np
import tritonclient.grpc as triton

address, model, input_path, output_path = sys.argv[1:]
client = triton.InferenceServerClient(address)
metadata = client.get_model_metadata(model, as_json=True)
wanted, given = metadata["outputs"][0]["name"], metadata["inputs"][0]
elements = np.fromfile(input_path, dtype=np.float32).reshape([int(size) for size in given["shape"]])
tensor = triton.InferInput(given["name"], elements.shape, given["datatype"])
tensor.set_data_from_numpy(elements)
result = client.infer(model, [tensor], outputs=[triton.InferRequestedOutput(wanted)], client_timeout=60)
output = result.as_numpy(wanted)
output.tofile(output_path)

index = {entry["name"]: entry["state"] for entry in client.get_model_repository_index(as_json=True)["models"]}
ready = client.is_model_ready(model)
client.unload_model(model)
unloaded = {entry["name"]: entry["state"] for entry in client.get_model_repository_index(as_json=True)["models"]}
print(json.dumps({
    "metadata": metadata,
    "shape": output.shape,
    "ready": ready,
    "state": index[model],
    "state_unloaded": unloaded[model],
}))
