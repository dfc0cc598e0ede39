/** Input tensors of waiting and running inferences together: two of the largest size, or a hundred of the cut-out's. */
export const OIP_TENSOR_BYTES = 128 * 2 ** 20;

/**
 * What the service's own process needs more when it serves the Open Inference Protocol: those tensors, and as much
 * for messages that are on their way in and out.
 */
export const OIP_MEMORY_BYTES = 2 * OIP_TENSOR_BYTES;
