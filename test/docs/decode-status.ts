import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { ServiceError } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo } from 'nice-grpc-error-details';

/** The google.rpc details that an error of a bare grpc-js client carries. */
export function decodeStatus(error: ServiceError): (ErrorInfo | BadRequest)[] {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const details: (ErrorInfo | BadRequest)[] = [];
  // google.rpc.Status: code = 1, message = 2, details = 3 of google.protobuf.Any {type_url = 1, value = 2}.
  for (const any of fields(bytes as Uint8Array, 3)) {
    const [typeUrl] = fields(any, 1).map((text) => new TextDecoder().decode(text));
    const [value] = fields(any, 2);
    const type = [ErrorInfo, BadRequest].find(({ $type }) => typeUrl.endsWith(`/${$type}`));
    if (type) details.push(type.decode(value));
  }
  return details;
}

/** The length-delimited fields of that number. */
function fields(message: Uint8Array, number: number): Uint8Array[] {
  const reader = new BinaryReader(message);
  const found: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === number) found.push(reader.bytes());
    else reader.skip(wireType);
  }
  return found;
}
