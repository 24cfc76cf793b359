import type {
  signatureRefusals as kk,
  signInRefusals as kkAtSignIn,
  replyRefusals as kkOfReplies,
} from '../kk/signature.ts'

export const signatureRefusals: typeof kk = {
  bad_format: {
    title: 'The signature cannot be read',
    detail: 'Sign again. If this repeats, try another key file.',
  },
  no_signer: {
    title: 'Nobody has signed',
    detail: 'Sign again.',
  },
  several_signers: {
    title: 'Several people have signed',
    detail: 'A personal appeal is signed by one person. Sign again with your own key.',
  },
  signer_cert_missing: {
    title: 'The signature carries no certificate',
    detail: 'Sign again.',
  },
  unsupported_algorithm: {
    title: 'The algorithm of this key is not accepted',
    detail: 'Get a new RSA or GOST-2015 key from the national authority and sign with it.',
  },
  content_differs: {
    title: 'Another document was signed',
    detail: 'The signature is over another document, not this one. Reload the page and sign again.',
  },
  digest_mismatch: {
    title: 'Another document was signed',
    detail: 'The signature is over another document, not this one. Reload the page and sign again.',
  },
  signature_invalid: {
    title: 'The signature is not valid',
    detail: 'The signature is damaged. Sign again.',
  },
  cert_hash_mismatch: {
    title: 'The certificate in the signature was exchanged',
    detail: 'Sign again.',
  },
  chain_unknown: {
    title: 'The key was not issued by a trusted authority',
    detail: 'Sign with a key of the national certification authority.',
  },
  wrong_purpose: {
    title: 'This key is not for signing',
    detail: 'An AUTH file is for signing in only. Choose the file whose name begins with RSA256 or GOST512.',
  },
  cert_not_yet_valid: {
    title: 'The certificate is not valid yet',
    detail: 'Check its validity or sign with another key.',
  },
  cert_expired: {
    title: 'The certificate has expired',
    detail:
      'Get a new key from the national authority and sign with it. What you wrote is kept in the draft.',
  },
  ca_not_yet_valid: {
    title: 'The certificate of the authority is not valid yet',
    detail: 'Sign with another key or call the call centre.',
  },
  ca_expired: {
    title: 'The certificate of the authority has expired',
    detail: 'Get a new key from the national authority and sign with it.',
  },
  no_iin: {
    title: 'The key has no IIN',
    detail: 'Sign with the key of an individual.',
  },
  iin_mismatch: {
    title: 'This key belongs to somebody else',
    detail: 'This is somebody else’s key: the IIN in it is not yours. Sign with your own key.',
  },
  company_key_not_allowed: {
    title: 'This is the key of an organisation',
    detail: 'A personal appeal is signed with the key of an individual.',
  },
  company_key_needed: {
    title: 'This is the key of a private person',
    detail:
      'A letter of the company is signed with the key that the company gave you: the company’s BIN must be in it.',
  },
  company_mismatch: {
    title: 'This is the key of another company',
    detail: 'The BIN in the key is not that of this company. Sign with the key that this company gave you.',
  },
  timestamp_invalid: {
    title: 'The timestamp of the signature is not valid',
    detail: 'Sign again. If it happens again, call the call centre.',
  },
  revoked: {
    title: 'The certificate has been revoked',
    detail: 'Get a new key from the national authority and sign with it. What you wrote is kept as a draft.',
  },
  on_hold: {
    title: 'The certificate is suspended',
    detail: 'Check its state at pki.gov.kz or sign with another key.',
  },
  not_known_to_ca: {
    title: 'The authority does not know this certificate',
    detail: 'Sign with a key issued by the national authority.',
  },
}

export const signInRefusals: typeof kkAtSignIn = {
  cert_expired: {
    title: 'The certificate has expired',
    detail: 'Log in with another key, or get a new one from the national authority.',
  },
  revoked: {
    title: 'The certificate has been revoked',
    detail:
      'This key can’t be used to log in. Use another key, or get a new one from the national authority.',
  },
}

export const replyRefusals: typeof kkOfReplies = {
  several_signers: {
    title: 'Several people have signed',
    detail: 'One person signs a letter. Sign again with your own key.',
  },
  content_differs: {
    title: 'Another document was signed',
    detail: 'What was signed is not this letter with its number and date. Open the letter again and sign it.',
  },
  digest_mismatch: {
    title: 'Another document was signed',
    detail: 'What was signed is not this letter with its number and date. Open the letter again and sign it.',
  },
  cert_expired: {
    title: 'The certificate has expired',
    detail:
      'The letter was not sent. Sign with a key that is in force, or get a new one from the national authority.',
  },
  no_iin: {
    title: 'The key has no IIN',
    detail: 'Sign with the key that the company gave out in your name.',
  },
  iin_mismatch: {
    title: 'This key belongs to somebody else',
    detail: 'The IIN in the key is not yours. Sign with the key that the company gave you.',
  },
  timestamp_invalid: {
    title: 'The timestamp of the signature is not valid',
    detail: 'The timestamp was made for another signature. Sign again.',
  },
  revoked: {
    title: 'The certificate has been revoked',
    detail:
      'The letter was not sent. Sign with a key that is in force, or get a new one from the national authority.',
  },
}
