import { isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/**
 * Where other machines reach a server, as IP address and port: what it listens on or, where that is every address, the
 * first one of this machine that is not loopback's, IPv4 before IPv6. Empty when it is not known.
 *
 * @param listen "host:port"; its port counts for nothing, see `port`.
 */
export function reachableAddress(
  listen: string,
  port: number,
  interfaces: Record<string, NetworkInterfaceInfo[] | undefined> = networkInterfaces(),
): string {
  const host = listen.slice(0, listen.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return '';
  if (host !== '0.0.0.0' && host !== '::') return join(host, port);
  const own = Object.values(interfaces).flatMap((infos = []) => infos.filter(({ internal }) => !internal));
  const first = own.find(({ family }) => family === 'IPv4') ?? own.at(0);
  return first ? join(first.address, port) : '';
}

function join(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}
