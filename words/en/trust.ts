import type { trust as kk } from '../kk/trust.ts'

export const trust: typeof kk = {
  roles: { anchor: 'root', intermediate: 'intermediate' },
  keyId: 'key identifier {id}',
  validity: 'valid {from} – {to}',
  expired: 'expired',
  listed: 'a known key of the national authority',
  unlisted: 'an unknown key',
  problems: {
    not_certificate: 'no certificate',
    not_authority: 'no authority: it may not issue certificates',
    timestamp_service:
      'the certificate of a timestamp service: not to be installed, it is trusted through its issuing authority',
    ocsp_service:
      'the certificate of an OCSP responder: not to be installed, it is trusted through its issuing authority',
    unsupported_algorithm: 'signatures of this algorithm are not verified here',
    wrong_signature: 'its signature over itself is wrong: damaged or forged',
    issuer_missing: 'the root that issued it is missing: name both together',
    demo_root: 'a root of the demo: a real database does not take it',
  },
  installed: 'Installed: {n}. Restart the site.',
  refused: 'Nothing was installed.',
  needsUnlisted:
    'There is an unknown key among them. Compare the fingerprint by another way and, when sure, add --unlisted.',
  demoWorld: 'The demo has roots of its own and takes no others.',
  needsOwner: 'Only the owner of the database installs roots: give DATABASE_OWNER_URL.',
  nothing: 'Nothing is installed yet: clients can neither sign in nor sign.',
  unknown: 'No certificate of this fingerprint is installed.',
  removed: 'Removed. Restart the site.',
}
