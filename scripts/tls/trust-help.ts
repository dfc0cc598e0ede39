/** What a person needs to know whose browser meets a certificate that was made here: lines for the terminal. */
export function trustHelp({ origin, caPath, platform }: TrustHelpOptions): string[] {
  return [
    `Its certificate is signed by ${caPath}, an authority made here that can sign for no host names but this machine's.`,
    'Until your browser trusts it, it warns; to make it trust it, once:',
    `  ${trustCommand(caPath, platform)}`,
    'By https photos go up in a stream, and pages may have any number of streams open (by http six in all): docs/tls.md.',
    `Programs: NANOCOCOA_ADDRESS=${origin} NANOCOCOA_CA=${quoted(caPath)} npx nanococoa status`,
  ];
}

export interface TrustHelpOptions {
  /** The mesh's address: "https://localhost:8080". */
  origin: string;
  caPath: string;
  platform: NodeJS.Platform;
}

function trustCommand(caPath: string, platform: NodeJS.Platform): string {
  return platform === 'darwin'
    ? `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${quoted(caPath)}`
    : `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n nanoCocoa -i ${quoted(caPath)}`;
}

/** For a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
