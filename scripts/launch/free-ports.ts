import { portIsFree } from '../setup/check-port.mjs';
import { claimPort } from './claim-port.ts';

/**
 * Below the range from which systems take the ports of outgoing connections (32768 on Linux, 49152
 * on macOS): a port from that range could be gone while a killed service is being restarted.
 */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
const TRIES = 200;

/** Different loopback ports that nobody listens on nor has got from here, chosen at random. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; tries < TRIES && ports.size < count; tries++) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (claimPort(port) && (await portIsFree(port)) === true) ports.add(port);
  }
  if (ports.size < count) throw new Error(`no ${count} free ports between ${FIRST_PORT} and ${LAST_PORT}`);
  return [...ports];
}
