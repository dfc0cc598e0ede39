import { connect } from 'node:http2';

/**
 * Health check of an image: `node healthcheck.ts host:port` ends with 0 if the gRPC server there says SERVING, else
 * with 1. It runs every few seconds beside the server, so it speaks HTTP/2 by itself: loading a gRPC library would
 * take ten times as long.
 */

const TIMEOUT_MS = 4000;
/** A gRPC frame (flag, length in four bytes) with an empty HealthCheckRequest: the whole server is meant. */
const REQUEST = Buffer.from([0, 0, 0, 0, 0]);
/** A gRPC frame with HealthCheckResponse { status: SERVING }. */
const SERVING = Buffer.from([0, 0, 0, 0, 2, 0x08, 0x01]);

const session = connect(`http://${process.argv[2]}`);
session.on('error', (error) => end(error.message));
setTimeout(() => end(`no answer within ${TIMEOUT_MS} ms`), TIMEOUT_MS);

const call = session.request({
  ':method': 'POST',
  ':path': '/grpc.health.v1.Health/Check',
  'content-type': 'application/grpc',
  te: 'trailers',
});
const answer: Buffer[] = [];
call.on('data', (chunk: Buffer) => answer.push(chunk));
call.on('error', (error) => end(error.message));
call.on('end', () => end(Buffer.concat(answer).equals(SERVING) ? undefined : 'not serving'));
call.end(REQUEST);

function end(fault: string | undefined): void {
  if (fault !== undefined) console.error(fault);
  process.exit(fault === undefined ? 0 : 1);
}
