/** A gRPC-Web message frame: a flag byte, the length in four bytes, the message. */
export function grpcWebFrame(message: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return frame;
}
