import { createServer } from 'node:net';
import { SetupError } from './setup-error.mjs';

/**
 * Whether a server could listen on this loopback port now.
 * @param {number} port
 * @returns {Promise<true | string>} true, or the system's reason (EADDRINUSE, EACCES, …)
 */
export function portIsFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * @param {number} port
 * @throws {SetupError} when the port cannot be had
 */
export async function checkPort(port) {
  const free = await portIsFree(port);
  if (free === true) return;
  const why = free === 'EACCES' ? 'needs more rights than you have' : 'is used by another program';
  throw new SetupError(
    `Port ${port} ${why}: stop that program, or choose another port with NANOCOCOA_PORT=8081 npm start (or npm start -- --port 8081).`,
  );
}
