/** What nice-grpc uses of a generated message type. */
interface MessageType<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(input: Uint8Array): T;
  fromPartial(object: never): T;
}

/** The encoded form of shared messages, once somebody has needed it. */
const encodedMessages = new WeakMap<object, { bytes: Uint8Array | undefined }>();

/**
 * Says that a message goes to many receivers: it is encoded for the first one only. It must be complete (as `create`
 * or `decode` made it) and must not change any more. Works for the types in `withFastMessages` that share.
 */
export function shareMessage<T extends object>(message: T): T {
  encodedMessages.set(message, { bytes: undefined });
  return message;
}

/** A message type that encodes each shared message once; the wire format is the same. */
export function sharing<T extends object>(type: MessageType<T>): MessageType<T> {
  return {
    decode: type.decode,
    fromPartial: (object: never) => (encodedMessages.has(object) ? object : type.fromPartial(object)),
    encode(message) {
      const encoded = encodedMessages.get(message);
      if (!encoded) return type.encode(message);
      encoded.bytes ??= type.encode(message).finish();
      const { bytes } = encoded;
      return { finish: () => bytes };
    },
  };
}
