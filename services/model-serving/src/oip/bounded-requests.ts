/** gRPC's usual limit of a message. Decoded, what is not raw takes many times its size. */
const MAX_BYTES = 4 * 2 ** 20;
/** Each field becomes an object; no graph has as many inputs. */
const MAX_FIELDS = 4096;
/** ModelInferRequest.raw_input_contents: the only bytes that are not copied. */
const RAW_FIELD = 7;

const WireType = { Varint: 0, Bit64: 1, LengthDelimited: 2, Bit32: 5 };

const oversized = new WeakSet<object>();

/** What nice-grpc uses of a generated message type. */
interface MessageType {
  decode(input: Uint8Array): object;
  fromPartial(object: never): object;
}

/**
 * The service definition with requests that are not decoded when that would take much more memory than they do
 * themselves: millions of numbers in typed fields, or of tensors. They are told by `isOversized`.
 */
export function boundRequests<D extends { methods: object }>(definition: D): D {
  const methods = Object.entries(definition.methods).map(([name, method]) => [
    name,
    { ...method, requestType: bound(method.requestType) },
  ]);
  return { ...definition, methods: Object.fromEntries(methods) };
}

/** Whether a request was too large to be decoded; it is empty then. */
export function isOversized(request: object): boolean {
  return oversized.has(request);
}

/** Why a request is refused. */
export const OVERSIZED = `has more than ${MAX_BYTES} bytes or ${MAX_FIELDS} fields besides raw_input_contents`;

function bound(type: MessageType): MessageType {
  return {
    ...type,
    decode(input) {
      if (fits(input)) return type.decode(input);
      const empty = type.fromPartial({} as never);
      oversized.add(empty);
      return empty;
    },
  };
}

/** Walks over the fields of a message (protobuf encoding). A damaged message is for `decode` to refuse. */
function fits(message: Uint8Array): boolean {
  let [at, fields, rawBytes] = [0, 0, 0];
  // As decoders do it: bits beyond the 32nd are dropped.
  const varint = () => {
    let value = 0;
    for (let shift = 0; at < message.length; shift += 7) {
      const byte = message[at++] ?? 0;
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value >>> 0;
  };
  while (at < message.length && fields++ < MAX_FIELDS) {
    const key = varint();
    const wireType = key & 7;
    if (wireType === WireType.Varint) varint();
    else if (wireType === WireType.Bit64) at += 8;
    else if (wireType === WireType.Bit32) at += 4;
    else if (wireType === WireType.LengthDelimited) {
      const length = Math.min(varint(), message.length - at);
      if (key >>> 3 === RAW_FIELD) rawBytes += length;
      at += length;
    } else return false;
  }
  return at >= message.length && message.length - rawBytes <= MAX_BYTES;
}
