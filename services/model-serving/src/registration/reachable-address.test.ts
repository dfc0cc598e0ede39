import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { reachableAddress } from './reachable-address.ts';

const info = (address: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address, family, internal }) as NetworkInterfaceInfo;
const MACHINE = {
  lo: [info('127.0.0.1', 'IPv4', true)],
  eth0: [info('fd00::7', 'IPv6'), info('10.0.0.7', 'IPv4')],
};

test.each([
  ['127.0.0.1:0', '127.0.0.1:7'],
  ['0.0.0.0:50053', '10.0.0.7:7'],
  ['[::]:50053', '10.0.0.7:7'],
  ['[fd00::9]:1', '[fd00::9]:7'],
  ['localhost:1', ''],
])('a server that listens on %s is reached at "%s"', (listen, address) => {
  expect(reachableAddress(listen, 7, MACHINE)).toBe(address);
});

test('a machine without a network is reached by nobody', () => {
  expect(reachableAddress('0.0.0.0:1', 7, { lo: MACHINE.lo })).toBe('');
});
