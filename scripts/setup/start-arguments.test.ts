import { expect, test } from 'vitest';
import { parseStartArguments } from './start-arguments.mjs';

test('the port is 8080, NANOCOCOA_PORT or --port, the later the stronger', () => {
  expect(parseStartArguments([], {}).port).toBe(8080);
  expect(parseStartArguments([], { NANOCOCOA_PORT: '9000' }).port).toBe(9000);
  expect(parseStartArguments(['--port', '9001'], { NANOCOCOA_PORT: '9000' }).port).toBe(9001);
});

test.each(['0', '65536', '80a', '', '1.5', '-1'])(
  'port "%s" is refused by the name under which it came',
  (port) => {
    expect(() => parseStartArguments([], { NANOCOCOA_PORT: port })).toThrow(
      `NANOCOCOA_PORT is ${port}, but a port is`,
    );
    expect(() => parseStartArguments([`--port=${port}`], {})).toThrow(`--port is ${port}, but a port is`);
  },
);

test('an unknown option is refused', () => {
  expect(() => parseStartArguments(['--prot', '1'], {})).toThrow(/Unknown option '--prot'.*--help/);
});

test('TLS is with a certificate made here, or with an own one from where npm was called', () => {
  expect(parseStartArguments([], {}).tls).toBeUndefined();
  expect(parseStartArguments(['--tls'], {}).tls).toBe('local');
  const own = ['--tls-cert', 'a/cert.pem', '--tls-key', '/b/key.pem'];
  const files = { certificatePath: '/home/me/a/cert.pem', privateKeyPath: '/b/key.pem' };
  expect(parseStartArguments(own, { INIT_CWD: '/home/me' }).tls).toEqual(files);
  expect(parseStartArguments([...own, '--tls'], { INIT_CWD: '/home/me' }).tls).toEqual(files);
});

test.each([
  ['--tls-cert', '--tls-key'],
  ['--tls-key', '--tls-cert'],
])('%s without %s is refused', (given, missing) => {
  expect(() => parseStartArguments([given, 'x.pem'], {})).toThrow(`${given} needs ${missing}, too: `);
});
