import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import { Extension, type X509Certificate } from '@peculiar/x509';

/**
 * Limits an authority to certificates for these host names and what is below them (RFC 5280, 4.2.1.10): whoever gets
 * hold of its key can pretend to be no other host. Addresses are not limited: BoringSSL, and so gRPC in Python and C++,
 * refuses certificates for an address whose authority is ("unsupported name constraint type").
 */
export function limitedTo(hosts: string[]): Extension {
  const permittedSubtrees = new GeneralSubtrees(
    hosts.map((dNSName) => new GeneralSubtree({ base: new GeneralName({ dNSName }) })),
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
