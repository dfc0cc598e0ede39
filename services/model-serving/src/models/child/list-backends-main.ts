import { listSupportedBackends } from 'onnxruntime-node';

// A process of its own that tells what this build of ONNX Runtime can run on, and ends.
console.log(JSON.stringify(listSupportedBackends().map(({ name }) => name)));
