import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import { Extension, type X509Certificate } from '@peculiar/x509';

/** The loopback addresses, each with all of its bits. */
const LOOPBACK = ['127.0.0.1/32', '::1/128'];

/**
 * Limits an authority to certificates for these host names, what is below them, and the loopback addresses
 * (RFC 5280, 4.2.1.10): whoever gets hold of its key can pretend to be nobody else.
 */
export function limitedTo(hosts: string[]): Extension {
  const names = [...hosts.map((dNSName) => ({ dNSName })), ...LOOPBACK.map((iPAddress) => ({ iPAddress }))];
  const permittedSubtrees = new GeneralSubtrees(
    names.map((name) => new GeneralSubtree({ base: new GeneralName(name) })),
  );
  const constraints = new NameConstraints({ permittedSubtrees });
  return new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints));
}

/** The host names that an authority is limited to; none if it has no such limit. */
export function permittedHosts(authority: X509Certificate): string[] {
  const extension = authority.getExtension(id_ce_nameConstraints);
  if (!extension) return [];
  const { permittedSubtrees = [] } = AsnConvert.parse(extension.value, NameConstraints);
  return [...permittedSubtrees].flatMap(({ base }) => base.dNSName ?? []);
}
